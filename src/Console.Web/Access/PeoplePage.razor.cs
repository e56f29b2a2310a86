using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Kit;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Access;

/// <summary>Who may sign in: found, added, given other roles, shut out.</summary>
public sealed partial class PeoplePage
{
    private PeopleFilter _filter = PeopleFilter.FromQuery(null, null);
    private IReadOnlyList<PersonRow> _rows = [];
    private int _total;
    private bool _mayManage;
    private PersonId? _self;
    private PersonId? _open;
    private ShownOnce? _link;
    private string _linkFor = "";
    private AccessRefusal? _refusal;
    private PersonForm? _form;

    [Inject] public required PersonQuery Query { get; init; }

    [Inject] public required PeopleDesk Desk { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required Toasts Toasts { get; init; }

    [SupplyParameterFromQuery] public string? Search { get; set; }

    [SupplyParameterFromQuery] public int? Page { get; set; }

    private PersonRow? Opened => _rows.FirstOrDefault(row => row.Id == _open);

    protected override Task OnParametersSetAsync()
    {
        _filter = PeopleFilter.FromQuery(Search, Page);
        return WatchAsync(Topic.People, LoadAsync);
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        (_mayManage, _self) = (Reader?.May(Permission.ManagePeople) ?? false, Reader?.Id);
        (_rows, _total) = await Query.PageAsync(_filter.Search, _filter.Page, AccessLimits.PageDefault, cancellation);
    }

    private void Toggle(PersonRow row) => _open = _open == row.Id ? null : row.Id;

    private async Task AddAsync(NewPersonDraft draft)
    {
        if (await CallerAsync() is not { } caller) return;
        var outcome = await Desk.Adding.HandleAsync(new(caller, draft.Email, draft.Name, draft.Roles, null), CancellationToken.None);
        if (outcome is not AddPersonOutcome.Added added)
        {
            _refusal = (outcome as AddPersonOutcome.Refused)?.Why;
            return;
        }

        _form?.Clear();
        await LinkAsync(caller, added.Id, draft.Email);
        Toasts.Say($"{draft.Email} was added", Tone.Ok);
    }

    private async Task RolesAsync((PersonRow Row, IReadOnlySet<Role> Roles) change)
    {
        if (await CallerAsync() is { } caller)
            Tell(await Desk.Roles.HandleAsync(new(caller, change.Row.Id, change.Roles), CancellationToken.None), $"{change.Row.DisplayName} is {RoleNames.Of(change.Roles)}");
    }

    private async Task LinkAsync(PersonRow row)
    {
        if (await CallerAsync() is { } caller) await LinkAsync(caller, row.Id, row.DisplayName);
    }

    private async Task LinkAsync(Caller caller, PersonId person, string name)
    {
        if (!await IsFreshAsync()) return;
        var outcome = await Desk.Links.HandleAsync(new(caller, person), CancellationToken.None);
        _refusal = (outcome as IssuePasswordLinkOutcome.Refused)?.Why;
        if (outcome is not IssuePasswordLinkOutcome.Issued issued) return;
        (_link, _linkFor) = (new(Navigation.BaseUri.TrimEnd('/') + Links.PasswordLinkWith(issued.Code.Reveal())), name);
    }

    private async Task FactorOffAsync(PersonRow row)
    {
        if (await CallerAsync() is not { } caller || !await IsFreshAsync()) return;
        var outcome = await Desk.SecondFactors.TurnOffAsync(caller, row.Id, CancellationToken.None);
        _refusal = (outcome as AccountOutcome.Refused)?.Why;
        if (_refusal is null) Toasts.Say($"{row.DisplayName} signs in with a password alone", Tone.Warn);
    }

    private async Task SwitchAsync(PersonRow row)
    {
        if (await CallerAsync() is { } caller)
            Tell(await Desk.Disabling.HandleAsync(new(caller, row.Id, !row.IsDisabled), CancellationToken.None),
                row.IsDisabled ? $"{row.DisplayName} may sign in again" : $"{row.DisplayName} is shut out, tokens included");
    }

    private async Task<bool> IsFreshAsync()
    {
        var isFresh = await Callers.IsFreshAsync();
        if (!isFresh) _refusal = AccessRefusal.FreshSignInNeeded;
        return isFresh;
    }

    private async ValueTask<Caller.Person?> CallerAsync() => CanDecide ? await Callers.FindAsync(CancellationToken.None) : null;

    private void Tell(AccessOutcome outcome, string done)
    {
        _refusal = (outcome as AccessOutcome.Refused)?.Why;
        if (_refusal is null) Toasts.Say(done, Tone.Ok);
    }
}
