using AgentConsole.JsonSchema.Values;

namespace AgentConsole.JsonSchema.Keywords.Numbers;

/// <summary>What a number must be a multiple of.</summary>
internal sealed record Divisor(NumberValue Value, string Text)
{
    /// <summary>Dividing a number with a large exponent squares something as long as this, as often as the exponent has bits.</summary>
    public int Cost { get; } = 1 + ((Value.Digits * Value.Digits) >> 4);
}
