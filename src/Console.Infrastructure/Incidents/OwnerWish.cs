using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Incidents;

/// <summary>Who is to look after an incident.</summary>
/// <param name="Person">Null: nobody.</param>
public sealed record OwnerWish(PersonId? Person);
