using System.Text.Json;

namespace AgentConsole.Domain.Risk;

/// <summary>One version of the risk table, as somebody saved it. The first, which a console begins with, is in no row.</summary>
public sealed class RiskTableVersion
{
    public required int Number { get; init; }
    /// <summary>What <see cref="RiskTable.ToJson"/> writes.</summary>
    public required string Document { get; init; }
    public string? Note { get; init; }
    public required DateTimeOffset SavedAt { get; init; }
    /// <summary>The ledger's name of who saved it.</summary>
    public required string SavedBy { get; init; }

    /// <summary>Null where this build cannot read it.</summary>
    public RiskTable? Read()
    {
        try
        {
            return RiskTable.Parse(JsonElement.Parse(Document), out _);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
