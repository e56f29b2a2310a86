using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Spend;

/// <summary>The bodies that this room reads, as the API's description shows them.</summary>
internal static class SpendBodies
{
    /// <summary>Either <c>estimate</c>, or <c>model</c> with the tokens that it may read and write.</summary>
    internal sealed record ReservationBody
    {
        public MoneyView? Estimate { get; init; }
        public string? Model { get; init; }
        public int? InputTokens { get; init; }
        public int? MaxOutputTokens { get; init; }
        /// <summary>Seconds until it is given back unless it was settled; 600 unless said otherwise.</summary>
        public int? ExpiresInS { get; init; }
    }

    /// <summary>Either <c>cost</c>, or <c>usage</c> with the <c>model</c> where it is another than was reserved for.</summary>
    internal sealed record SettleBody
    {
        public MoneyView? Cost { get; init; }
        public UsageBody? Usage { get; init; }
        public string? Model { get; init; }
    }

    /// <summary>Tokens as the vendor counts them.</summary>
    internal sealed record UsageBody
    {
        public required int InputTokens { get; init; }
        public required int OutputTokens { get; init; }
        /// <summary>How many of the input tokens came from a cache.</summary>
        public int? CachedTokens { get; init; }
    }

    /// <summary>So much more for a while.</summary>
    internal sealed record RaiseBody
    {
        /// <summary><c>run</c> or <c>day</c>.</summary>
        public required string Per { get; init; }
        public required MoneyView Amount { get; init; }
        public required string Reason { get; init; }
        public required int ExpiresInS { get; init; }
    }

    /// <summary>The budget of one <c>environment</c> or one <c>workflow</c>.</summary>
    internal sealed record BudgetBody
    {
        public string? Environment { get; init; }
        public string? Workflow { get; init; }
        public required string PerDayUsd { get; init; }
    }

    /// <summary>What one <c>model</c> costs by tokens, or one <c>tool</c> by call, from a day or a time on.</summary>
    internal sealed record PriceBody
    {
        public string? Model { get; init; }
        public string? Tool { get; init; }
        public required string From { get; init; }
        public string? InputPerMillionUsd { get; init; }
        public string? CachedInputPerMillionUsd { get; init; }
        public string? OutputPerMillionUsd { get; init; }
        public string? PerCallUsd { get; init; }
        public string? Note { get; init; }
    }
}
