using AgentConsole.Domain;
using AgentConsole.Domain.Incidents;
using AgentConsole.Domain.Incidents.Tickets;
using AgentConsole.Infrastructure.Deliveries.Guard;

namespace AgentConsole.Infrastructure.Incidents.Tickets;

/// <summary>What a person says of a ticket target.</summary>
public sealed record TicketTargetForm(string Name, TicketKind Kind, string BaseUrl, string Project, string SecretName, IReadOnlyList<string> Labels, string IssueType,
    IReadOnlyDictionary<IncidentSeverity, string> Priorities, string? Template, bool IsDisabled)
{
    internal IReadOnlyList<Fault> Faults(AddressGuard guard, TicketTarget target)
    {
        var faults = new List<Fault>();
        if (!IsLine(Name, IncidentLimits.TargetNameLengthMax)) faults.Add(new("/name", "required", $"A name is one line of at most {IncidentLimits.TargetNameLengthMax} characters."));
        if (guard.JudgeUrl(BaseUrl, out var url) is { } fault) faults.Add(new("/base_url", fault.Code, fault.Message));
        else if (Kind != TicketKind.Webhook && url is not null && (url.Query.Length > 0 || url.Fragment.Length > 0)) faults.Add(new("/base_url", "url_malformed", "The address of a system has no query."));
        if (!IsName(SecretName, IncidentLimits.SecretNameLengthMax))
            faults.Add(new("/secret", "malformed", $"A secret is named with at most {IncidentLimits.SecretNameLengthMax} letters, digits and _ - and stands in the configuration under that name."));
        if (Labels.Count > IncidentLimits.LabelsMax) faults.Add(new("/labels", "too_many", $"At most {IncidentLimits.LabelsMax} labels."));
        if (Labels.Any(label => !IsLabel(label))) faults.Add(new("/labels", "malformed", $"A label has no space and no comma, and at most {IncidentLimits.LabelLengthMax} characters."));
        if (IssueType.Length > 0 && !IsLine(IssueType, IncidentLimits.IssueTypeLengthMax)) faults.Add(new("/issue_type", "malformed", "An issue type is one short line."));
        if (Priorities.Values.Any(priority => !IsLine(priority, IncidentLimits.PriorityLengthMax) || priority.AsSpan().ContainsAny(',', '=')) || TicketTarget.PrioritiesText(Priorities).Length > IncidentLimits.PrioritiesLengthMax)
            faults.Add(new("/priorities", "malformed", "A priority is one short line without comma and equals sign."));
        if (Template is not null && Kind != TicketKind.Webhook) faults.Add(new("/template", "malformed", "Only a webhook has a template."));
        if (faults.Count == 0) faults.AddRange(TicketSystems.Of(Kind).FaultsOf(target));
        return faults;
    }

    /// <summary>The target with what is said here; a new one where there is none yet.</summary>
    internal TicketTarget Apply(TicketTarget? target, DateTimeOffset now)
    {
        target ??= new()
        {
            Id = TicketTargetId.New(now),
            Name = Name,
            Kind = Kind,
            BaseUrl = BaseUrl,
            SecretName = SecretName,
            CreatedAt = now,
        };
        (target.Name, target.Kind, target.SecretName, target.IsDisabled) = (Name, Kind, SecretName, IsDisabled);
        target.BaseUrl = Kind == TicketKind.Webhook ? BaseUrl : BaseUrl.TrimEnd('/');
        (target.Project, target.IssueType, target.Template) = (Kind == TicketKind.Webhook ? "" : Project, IssueType, Template);
        (target.Labels, target.Priorities) = (string.Join(',', Labels.Distinct()), TicketTarget.PrioritiesText(Priorities));
        return target;
    }

    private static bool IsLine(string text, int lengthMax) => text.Trim().Length > 0 && text.Length <= lengthMax && !text.Any(char.IsControl);

    private static bool IsName(string text, int lengthMax) =>
        text.Length > 0 && text.Length <= lengthMax && text.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '_' or '-');

    private static bool IsLabel(string text) =>
        text.Length is > 0 and <= IncidentLimits.LabelLengthMax && !text.Any(sign => char.IsControl(sign) || char.IsWhiteSpace(sign) || sign == ',');
}
