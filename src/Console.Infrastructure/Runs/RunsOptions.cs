using AgentConsole.Domain.Runs;

namespace AgentConsole.Infrastructure.Runs;

/// <summary>How long the marks of what runs have read are kept. Configuration section <c>Runs</c>.</summary>
public sealed class RunsOptions
{
    public const string Section = "Runs";

    /// <summary>Counted from the run's last reading.</summary>
    public int MarksDays { get; set; } = RunLimits.RetentionDaysDefault;

    /// <summary>Everything that is wrong with these options, each as a sentence.</summary>
    public IEnumerable<string> Faults()
    {
        if (MarksDays is < 1 or > RunLimits.RetentionDaysMax)
            yield return $"{Section}:MarksDays is {MarksDays}; it lies between 1 and {RunLimits.RetentionDaysMax}.";
    }
}
