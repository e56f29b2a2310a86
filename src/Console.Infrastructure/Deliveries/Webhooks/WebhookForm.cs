using AgentConsole.Domain;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Deliveries.Guard;

namespace AgentConsole.Infrastructure.Deliveries.Webhooks;

/// <summary>What a person says of an endpoint.</summary>
public sealed record WebhookForm(string Url, string Description, IReadOnlyList<string> EventTypes)
{
    public IReadOnlyList<Fault> Faults(AddressGuard guard)
    {
        var faults = new List<Fault>();
        if (guard.JudgeUrl(Url, out _) is { } fault) faults.Add(new("/url", fault.Code, fault.Message));
        if (Description.Length > DeliveriesLimits.DescriptionCharactersMax)
            faults.Add(new("/description", "too_long", $"At most {DeliveriesLimits.DescriptionCharactersMax} characters."));
        if (Description.Any(char.IsControl)) faults.Add(new("/description", "control_character", "A description is one line of plain text."));
        if (EventTypes.Count > DeliveriesLimits.EventTypesMax)
            faults.Add(new("/event_types", "too_many", $"At most {DeliveriesLimits.EventTypesMax} event types."));
        foreach (var type in EventTypes.Where(type => !EventType.Subscribable.Contains(type)).Take(DeliveriesLimits.EventTypesMax))
            faults.Add(new("/event_types", "event_type_unknown", $"\"{type}\" is no event that is sent. There are: {string.Join(", ", EventType.Subscribable)}."));
        return faults;
    }

    internal string Subscribed => string.Join(',', EventTypes.Distinct());
}
