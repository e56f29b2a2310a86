using AgentConsole.Domain.Risk;

namespace AgentConsole.Domain.Reviews;

/// <summary>How long an approval can be undone before it releases anything: the riskier, the longer.</summary>
/// <param name="MediumSeconds">For elevated risk.</param>
/// <param name="HighSeconds">For high and severe risk.</param>
public sealed record UndoWindow(int MediumSeconds, int HighSeconds)
{
    public const int SecondsMax = 600;

    public static UndoWindow Default { get; } = new(10, 30);

    public static UndoWindow None { get; } = new(0, 0);

    /// <summary>When a hold that begins now ends; null where there is none. It leaves time to release before the proposal expires.</summary>
    public DateTimeOffset? EndOf(int riskScore, DateTimeOffset now, DateTimeOffset expiresAt)
    {
        var seconds = RiskModel.Band(riskScore) switch
        {
            RiskBand.Low or RiskBand.Guarded => 0,
            RiskBand.Elevated => MediumSeconds,
            RiskBand.High or RiskBand.Severe => HighSeconds,
        };
        var end = now.AddSeconds(seconds);
        var latest = expiresAt.AddSeconds(-1);
        if (end > latest) end = latest;
        return end > now ? end : null;
    }
}
