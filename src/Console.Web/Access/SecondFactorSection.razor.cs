using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Access;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Access;

/// <summary>A person's authenticator app: set up with a first code, turned off or renewed with a fresh sign-in.</summary>
public sealed partial class SecondFactorSection
{
    private const int KeyGroup = 4;

    private bool _isOn;
    private SecondFactorOffer? _offer;
    private AccessRefusal? _refusal;
    private IReadOnlyList<ShownOnce> _codes = [];

    [Inject] public required SecondFactorHandler Handler { get; init; }

    [Inject] public required SignInCookie Cookie { get; init; }

    [Inject] public required SignInStanding Standing { get; init; }

    [CascadingParameter] public required HttpContext Context { get; set; }

    [Parameter, EditorRequired] public required PersonRow Person { get; set; }

    [Parameter] public EventCallback<string> OnDone { get; set; }

    [SupplyParameterFromForm(FormName = "turn-on", Name = "offer")] public string? Offer { get; set; }

    [SupplyParameterFromForm(FormName = "turn-on", Name = "code")] public string? Code { get; set; }

    [SupplyParameterFromForm(FormName = "second-factor", Name = "change")] public string? Change { get; set; }

    private bool IsFresh => Standing.IsFresh(Context.User);

    protected override async Task OnInitializedAsync()
    {
        _isOn = Person.HasSecondFactor;
        // The form that was sent must stand on the page again before it is heard.
        if (Offer is { } offer) _offer = await Handler.RepeatAsync(Context.PersonCaller(), offer, Context.RequestAborted);
    }

    private static string Grouped(string key) => string.Join(' ', key.Chunk(KeyGroup).Select(group => new string(group)));

    private async Task OfferAsync() => _offer = await Handler.OfferAsync(Context.PersonCaller(), Context.RequestAborted);

    private async Task TurnOnAsync()
    {
        var caller = Context.PersonCaller();
        var outcome = await Handler.TurnOnAsync(caller, Offer ?? "", Code ?? "", Context.RequestAborted);
        await TakeAsync(outcome, isOn: true, "The second factor is on.");
    }

    private async Task ChangeAsync()
    {
        if (!IsFresh) return;
        var caller = Context.PersonCaller();
        if (Change == "off")
            await TakeAsync(await Handler.TurnOffAsync(caller, caller.Id, Context.RequestAborted), isOn: false, "The second factor is off.");
        else if (Change == "codes")
            await TakeAsync(await Handler.ReplaceCodesAsync(caller, Context.RequestAborted), isOn: true, "The old recovery codes open nothing any more.");
    }

    private async Task TakeAsync(AccountOutcome outcome, bool isOn, string done)
    {
        if (outcome is not AccountOutcome.Changed changed)
        {
            _refusal = (outcome as AccountOutcome.Refused)?.Why;
            return;
        }

        await Cookie.RenewAsync(Context, changed.Person);
        (_isOn, _codes) = (isOn, changed.RecoveryCodes);
        await OnDone.InvokeAsync(done);
    }
}
