using System.Globalization;

namespace AgentConsole.Domain.Proposals;

/// <summary>Names one proposal; opaque to everybody outside, ordered by nothing.</summary>
public readonly record struct ProposalId(Guid Value)
{
    private const string Prefix = "prp_";

    public static ProposalId New(DateTimeOffset instant) => new(Guid.CreateVersion7(instant));

    public static bool TryParse(string? text, out ProposalId id)
    {
        id = default;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        if (!Guid.TryParseExact(text.AsSpan(Prefix.Length), "N", out var value)) return false;
        id = new ProposalId(value);
        return true;
    }

    public override string ToString() => Prefix + Value.ToString("N", CultureInfo.InvariantCulture);
}
