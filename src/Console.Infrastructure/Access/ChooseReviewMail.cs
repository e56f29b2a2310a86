using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Access;

/// <summary>A person says of which proposals to be told by e-mail.</summary>
public sealed record ChooseReviewMail(Caller.Person Caller, ReviewMail Choice);
