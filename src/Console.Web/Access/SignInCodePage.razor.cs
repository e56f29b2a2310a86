using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Access;

/// <summary>The second step: a code of the authenticator app, or a recovery code.</summary>
public sealed partial class SignInCodePage
{
    private SignInOutcome.SecondFactorNeeded? _step;
    private bool _isRefused;

    [Inject] public required SignInCodeHandler Handler { get; init; }

    [Inject] public required SignInCookie Cookie { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [CascadingParameter] public required HttpContext Context { get; set; }

    [SupplyParameterFromQuery(Name = Links.ReturnParameter)] public string? Return { get; set; }

    [SupplyParameterFromForm(FormName = "code", Name = "code")] public string? Code { get; set; }

    protected override async Task OnInitializedAsync() => _step = await SignInCookie.SecondStepOfAsync(Context);

    private async Task SubmitAsync()
    {
        if (_step is null) return;
        var outcome = await Handler.HandleAsync(new(_step.Person, _step.SecurityStamp, Code ?? ""), Context.RequestAborted);
        if (outcome is not SignInOutcome.Admitted admitted)
        {
            _isRefused = true;
            return;
        }

        await Cookie.GiveAsync(Context, admitted.Person, hasSecondFactor: true);
        Navigation.NavigateTo(LocalAddress.Of(Return, Links.Queue));
    }
}
