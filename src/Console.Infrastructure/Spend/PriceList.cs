using System.Text;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Agents.Documents;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>The list of prices that comes with the console: public list prices of a day, for a console that knows none.</summary>
public static class PriceList
{
    /// <summary>The day on which the vendors' pages said so.</summary>
    public const string AsOf = "2025-10-01";

    private const string Resource = "AgentConsole.Infrastructure.Spend.prices.yaml";

    public static string Text { get; } = Read();

    public static string Digest => Domain.Proposals.Digest.OfBytes(Encoding.UTF8.GetBytes(Text));

    /// <exception cref="InvalidOperationException">The list that was built in cannot be read.</exception>
    public static IReadOnlyList<PriceTerms> Terms()
    {
        if (DocumentReader.Read("prices.yaml", Text) is not DocumentReading.Read read) throw new InvalidOperationException("The price list is not YAML.");
        return [.. read.Documents.Select(document =>
            PriceTerms.Parse(document.Value, out var faults) ?? throw new InvalidOperationException($"{document.Line}: {faults[0].Message}"))];
    }

    private static string Read()
    {
        using var stream = typeof(PriceList).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
