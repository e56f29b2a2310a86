using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Web.Runs;

/// <summary>The proposal that an event is about.</summary>
/// <param name="Contract">The pinned version; null where this build can no longer read it, and then none of the arguments is shown.</param>
public sealed record SelectedProposal(Proposal Proposal, ToolContract? Contract);
