using AgentConsole.Domain.Reviews;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>How careful reviewing is. Configuration section <c>Reviews</c>.</summary>
public sealed class ReviewsOptions
{
    public const string Section = "Reviews";

    /// <summary>Seconds in which an approval of elevated risk can be undone, 0 to 600.</summary>
    public int UndoSecondsMedium { get; set; } = UndoWindow.Default.MediumSeconds;

    /// <summary>The same for high and severe risk.</summary>
    public int UndoSecondsHigh { get; set; } = UndoWindow.Default.HighSeconds;

    /// <summary>Seconds in which the same call is denied without asking again after a person said no, 0 to a day.</summary>
    public int RefusedAgainSeconds { get; set; } = 900;

    /// <summary>After so many decisions one known-bad proposal is planted, to see whether it is caught; 0 plants none.</summary>
    public int PlantEvery { get; set; }

    /// <summary>Seconds in which people decide on what only reads, where the agent does not say; 60 to a week.</summary>
    public int DecideSecondsRead { get; set; } = DecidingTime.Default.ReadSeconds;

    /// <summary>The same for writes.</summary>
    public int DecideSecondsWrite { get; set; } = DecidingTime.Default.WriteSeconds;

    /// <summary>The same for what cannot be undone.</summary>
    public int DecideSecondsIrreversible { get; set; } = DecidingTime.Default.IrreversibleSeconds;

    public DecidingTime DecidingTime => new(DecideSecondsRead, DecideSecondsWrite, DecideSecondsIrreversible);

    public UndoWindow UndoWindow => new(UndoSecondsMedium, UndoSecondsHigh);

    /// <exception cref="InvalidOperationException">A figure is out of its bounds; names it.</exception>
    public ReviewsOptions Checked()
    {
        Check(UndoSecondsMedium, UndoWindow.SecondsMax, nameof(UndoSecondsMedium));
        Check(UndoSecondsHigh, UndoWindow.SecondsMax, nameof(UndoSecondsHigh));
        Check(RefusedAgainSeconds, ReviewLimits.RefusedAgainSecondsMax, nameof(RefusedAgainSeconds));
        if (PlantEvery is < 0 or > ReviewLimits.PlantEveryMax) throw new InvalidOperationException($"{Section}:{nameof(PlantEvery)} is from 0 to {ReviewLimits.PlantEveryMax} decisions.");
        Check(DecideSecondsRead, DecidingTime.SecondsMax, nameof(DecideSecondsRead), DecidingTime.SecondsMin);
        Check(DecideSecondsWrite, DecidingTime.SecondsMax, nameof(DecideSecondsWrite), DecidingTime.SecondsMin);
        Check(DecideSecondsIrreversible, DecidingTime.SecondsMax, nameof(DecideSecondsIrreversible), DecidingTime.SecondsMin);
        return this;

        static void Check(int value, int most, string name, int least = 0)
        {
            if (value < least || value > most) throw new InvalidOperationException($"{Section}:{name} is from {least} to {most} seconds.");
        }
    }
}
