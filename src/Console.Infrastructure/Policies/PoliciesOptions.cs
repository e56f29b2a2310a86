namespace AgentConsole.Infrastructure.Policies;

/// <summary>How policies read the clock. Configuration section <c>Policies</c>.</summary>
public sealed class PoliciesOptions
{
    public const string Section = "Policies";

    /// <summary>The IANA zone in which a policy's hours and weekdays are told.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <exception cref="TimeZoneNotFoundException">There is no such zone here.</exception>
    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
}
