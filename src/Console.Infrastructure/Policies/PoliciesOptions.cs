namespace AgentConsole.Infrastructure.Policies;

/// <summary>How policies read the clock. Configuration section <c>Policies</c>.</summary>
public sealed class PoliciesOptions
{
    public const string Section = "Policies";

    /// <summary>The IANA zone in which a policy's hours and weekdays are told.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>Everything that is wrong with these options, each as a sentence.</summary>
    public IEnumerable<string> Faults()
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _)) yield return $"{Section}:TimeZone is {TimeZone}, which is no zone that is known here.";
    }

    internal TimeZoneInfo Zone() => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
}
