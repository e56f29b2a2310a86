using AgentConsole.Infrastructure.Access;
using AgentConsole.Domain.Access;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Access;

/// <summary>The first step into the console.</summary>
public sealed partial class SignInPage
{
    private bool _isRefused;

    [Inject] public required SignInHandler Handler { get; init; }

    [Inject] public required SignInCookie Cookie { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [CascadingParameter] public required HttpContext Context { get; set; }

    [SupplyParameterFromQuery(Name = Links.ReturnParameter)] public string? Return { get; set; }

    [SupplyParameterFromForm(FormName = "sign-in", Name = "email")] public string? Email { get; set; }

    [SupplyParameterFromForm(FormName = "sign-in", Name = "password")] public string? Password { get; set; }

    private async Task SubmitAsync()
    {
        var target = LocalAddress.Of(Return, Links.Queue);
        switch (await Handler.HandleAsync(new(Email ?? "", new(Password ?? "")), Context.RequestAborted))
        {
            case SignInOutcome.Admitted admitted:
                await Cookie.GiveAsync(Context, admitted.Person, hasSecondFactor: false);
                Navigation.NavigateTo(target);
                break;
            case SignInOutcome.SecondFactorNeeded needed:
                await Cookie.GiveSecondStepAsync(Context, needed);
                Navigation.NavigateTo(Links.SignInCodeThen(target));
                break;
            default:
                _isRefused = true;
                break;
        }
    }
}
