using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Reviews;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Access;

/// <summary>Who decides for a person who is away.</summary>
public sealed partial class AwaySection
{
    private static readonly (int Hours, string Name)[] TimesOffered = [(4, "4 hours"), (24, "1 day"), (72, "3 days"), (168, "1 week"), (336, "2 weeks")];

    private IReadOnlyList<Delegation> _delegations = [];
    private string? _fault;

    [Inject] public required DelegationQuery Query { get; init; }

    [Inject] public required DelegationHandler Handler { get; init; }

    [Inject] public required TimeProvider Clock { get; init; }

    [CascadingParameter] public required HttpContext Context { get; set; }

    [Parameter, EditorRequired] public required Caller.Person Caller { get; set; }

    [SupplyParameterFromForm(FormName = "begin-delegation", Name = "to")] public string? To { get; set; }

    [SupplyParameterFromForm(FormName = "begin-delegation", Name = "hours")] public int Hours { get; set; }

    [SupplyParameterFromForm(FormName = "end-delegation", Name = "delegation")] public Guid? Ending { get; set; }

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync() => _delegations = await Query.OfAsync(Caller, Context.RequestAborted);

    private async Task BeginAsync()
    {
        var hours = Math.Clamp(Hours, 0, ReviewLimits.DelegationDaysMax * 24);
        _fault = await Handler.BeginAsync(Caller, To ?? "", Clock.Instant().AddHours(hours), Context.RequestAborted) switch
        {
            DelegationOutcome.Begun => null,
            DelegationOutcome.NotAReviewer => "Nobody else by that address may decide.",
            DelegationOutcome.WrongTime => "Choose for how long.",
            _ => "Only who decides can lend that right.",
        };
        if (_fault is null) To = null;
        await LoadAsync();
    }

    private async Task EndAsync()
    {
        if (Ending is { } id) await Handler.EndAsync(Caller, id, Context.RequestAborted);
        await LoadAsync();
    }
}
