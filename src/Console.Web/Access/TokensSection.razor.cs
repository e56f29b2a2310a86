using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Access;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Access;

/// <summary>A person's own tokens.</summary>
public sealed partial class TokensSection
{
    private static readonly int[] DaysOffered = [7, 30, AccessLimits.TokenLifetimeDaysDefault, AccessLimits.TokenLifetimeDaysMax - 1];

    private IReadOnlyList<TokenRow> _tokens = [];
    private IssueTokenOutcome.Issued? _issued;
    private AccessRefusal? _refusal;

    [Inject] public required TokenQuery Tokens { get; init; }

    [Inject] public required IssueTokenHandler Issuing { get; init; }

    [Inject] public required RevokeTokenHandler Revoking { get; init; }

    [Inject] public required TimeProvider Clock { get; init; }

    [CascadingParameter] public required HttpContext Context { get; set; }

    [Parameter, EditorRequired] public required Caller.Person Caller { get; set; }

    [SupplyParameterFromForm(FormName = "issue-token", Name = "name")] public string? Name { get; set; }

    [SupplyParameterFromForm(FormName = "issue-token", Name = "days")] public int Days { get; set; }

    [SupplyParameterFromForm(FormName = "revoke-token", Name = "token")] public string? Token { get; set; }

    private DateTimeOffset Now => Clock.Instant();

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync() => _tokens = await Tokens.OfPersonAsync(Caller.Id, Context.RequestAborted);

    private async Task IssueAsync()
    {
        // A date beyond the calendar is as wrong as one beyond the limit.
        var ends = Days is > 0 and <= AccessLimits.TokenLifetimeDaysMax ? Now.AddDays(Days) : Now;
        var outcome = await Issuing.HandleAsync(new(Caller, Caller.Id, Name ?? "", ends), Context.RequestAborted);
        (_issued, _refusal) = (outcome as IssueTokenOutcome.Issued, (outcome as IssueTokenOutcome.Refused)?.Why);
        await LoadAsync();
    }

    private async Task RevokeAsync()
    {
        if (!AccessTokenId.TryParse(Token, out var id)) return;
        _refusal = (await Revoking.HandleAsync(new(Caller, id), Context.RequestAborted) as AccessOutcome.Refused)?.Why;
        await LoadAsync();
    }
}
