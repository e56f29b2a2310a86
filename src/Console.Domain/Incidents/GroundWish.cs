using AgentConsole.Domain.Policies;

namespace AgentConsole.Domain.Incidents;

/// <summary>What a person names as a ground for closing.</summary>
/// <param name="What">The eval case's address or name, the policy set, or the name of whoever waives.</param>
public sealed record GroundWish(GroundKind Kind, string What, int? PolicyVersion = null, string? Reason = null, DateOnly? ExpiresOn = null)
{
    /// <summary>What is wrong with it as it stands; whether a policy version exists only the store knows.</summary>
    /// <param name="at">Its place in the list.</param>
    public IEnumerable<Fault> Faults(int at, DateTimeOffset now)
    {
        var pointer = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/grounds/{at}");
        if (What.Trim().Length == 0 || What.Length > IncidentLimits.GroundLengthMax || What.Any(char.IsControl))
        {
            yield return new(pointer, "required", $"Say which, in one line of at most {IncidentLimits.GroundLengthMax} characters.");
            yield break;
        }

        switch (Kind)
        {
            case GroundKind.EvalCase when What.Contains("://", StringComparison.Ordinal) && !IsWebAddress(What):
                yield return new(pointer, "malformed", "The address of an eval case begins with http or https.");
                break;
            case GroundKind.PolicyVersion when !PolicySetName.IsValid(What) || PolicyVersion is null or < 1:
                yield return new(pointer, "malformed", "A policy change is a set's name and the number of its version.");
                break;
            case GroundKind.Waiver:
                if (Reason is null || Reason.Trim().Length == 0 || Reason.Length > IncidentLimits.ReasonLengthMax || Reason.Contains('\0', StringComparison.Ordinal))
                    yield return new(pointer + "/reason", "required", $"Say why, in at most {IncidentLimits.ReasonLengthMax} characters.");
                var today = DateOnly.FromDateTime(now.UtcDateTime);
                if (ExpiresOn is not { } last || last < today || last > today.AddDays(IncidentLimits.WaiverDaysMax))
                    yield return new(pointer + "/expires_on", "out_of_bounds", $"A waiver has a last day, at most {IncidentLimits.WaiverDaysMax} days ahead.");
                break;
        }
    }

    public CloseGround ToGround(IncidentId incident, int number, string by, DateTimeOffset now) => new()
    {
        IncidentId = incident,
        Number = number,
        Kind = Kind,
        What = What.Trim(),
        PolicyVersion = Kind == GroundKind.PolicyVersion ? PolicyVersion : null,
        Reason = Kind == GroundKind.Waiver ? Reason?.Trim() : null,
        ExpiresOn = Kind == GroundKind.Waiver ? ExpiresOn : null,
        GivenBy = by,
        GivenAt = now,
    };

    private static bool IsWebAddress(string text) => Uri.TryCreate(text.Trim(), UriKind.Absolute, out var url) && url.Scheme is ("http" or "https");
}
