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

    /// <summary>What a hold leaves at least until the proposal expires, so that its end is in time.</summary>
    public const int MarginSeconds = 3;

    /// <summary>When a hold that begins now ends; null where there is none.</summary>
    public DateTimeOffset? EndOf(int riskScore, DateTimeOffset now) => SecondsFor(riskScore) is > 0 and var seconds ? now.AddSeconds(seconds) : null;

    /// <summary>Whether a hold that begins now ends in time. INVARIANT: whoever proposes cannot shorten it by a short life of the proposal.</summary>
    public bool Fits(int riskScore, DateTimeOffset now, DateTimeOffset expiresAt) =>
        EndOf(riskScore, now) is not { } end || end.AddSeconds(MarginSeconds) <= expiresAt;

    private int SecondsFor(int riskScore) => RiskModel.Band(riskScore) switch
    {
        RiskBand.Low or RiskBand.Guarded => 0,
        RiskBand.Elevated => MediumSeconds,
        RiskBand.High or RiskBand.Severe => HighSeconds,
    };
}
