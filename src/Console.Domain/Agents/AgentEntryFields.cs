using System.Globalization;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Agents;

/// <summary>What the ledger says of an agent's document. Whose addresses it holds can be erased, so its digest can only be a commitment.</summary>
internal static class AgentEntryFields
{
    public static IReadOnlyList<LedgerField> Of(AgentDocument document, string documentHash, int version) =>
    [
        new("version", version.ToString(CultureInfo.InvariantCulture)),
        new("stage", WireName.Of(document.Stage)),
        new("manifest", string.Join(", ", document.Manifest.Entries.Select(entry =>
            $"{entry.Tool} in {string.Join('+', entry.Environments.Order(StringComparer.Ordinal))}{(entry.Arguments is null ? "" : " within limits")}"))),
        new("per_run_usd_nanos", document.Caps.PerRunUsdNanos?.ToString(CultureInfo.InvariantCulture)),
        new("per_day_usd_nanos", document.Caps.PerDayUsdNanos?.ToString(CultureInfo.InvariantCulture)),
        new("dri", document.Dri, IsPersonal: true),
        new("deputy", document.Deputy, IsPersonal: true),
        new("document", documentHash, IsPersonal: true),
    ];
}
