using System.Globalization;
using AgentConsole.Infrastructure.Incidents;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Incidents;

/// <summary>What was promised, by whom, until when.</summary>
public sealed partial class FollowUpsPanel
{
    private const int DueDays = 14;

    private string _text = "";
    private string _owner = "";
    private DateOnly? _due;

    [Parameter, EditorRequired] public IncidentSheet Sheet { get; set; } = null!;

    [Parameter, EditorRequired] public bool CanAct { get; set; }

    [Parameter, EditorRequired] public DateTimeOffset Now { get; set; }

    [Parameter, EditorRequired] public Func<IncidentChange, string, Task<bool>> OnChange { get; set; } = null!;

    protected override void OnParametersSet() => _due ??= DateOnly.FromDateTime(Now.UtcDateTime).AddDays(DueDays);

    private async Task AddAsync()
    {
        if (await OnChange(new IncidentChange.AddFollowUp(_text, _owner, _due ?? default), "The follow-up is written down.")) (_text, _owner) = ("", "");
    }

    private Task<bool> FinishAsync(int number) => OnChange(new IncidentChange.FinishFollowUp(number), "It is done.");

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
