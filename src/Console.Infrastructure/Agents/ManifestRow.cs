using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Infrastructure.Agents;

/// <summary>A manifest entry beside the contract it speaks of and the use that was made of it.</summary>
/// <param name="Contract">Null where the tool is not there any more; what the entry allows is then denied.</param>
/// <param name="ProposedLately">Proposals in the last <see cref="AgentQuery.LatelyDays"/> days: what was granted and never used can go.</param>
public sealed record ManifestRow(ManifestEntry Entry, ToolContract? Contract, int ProposedLately, DateTimeOffset? LastProposedAt);
