using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Access;

/// <summary>Where a password link leads: somebody new, or somebody who forgot, chooses a password.</summary>
public sealed partial class PasswordLinkPage
{
    private PersonStanding? _person;
    private PasswordFault? _fault;

    [Inject] public required SetPasswordHandler Handler { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [CascadingParameter] public required HttpContext Context { get; set; }

    [SupplyParameterFromQuery(Name = "code")] public string? LinkCode { get; set; }

    [SupplyParameterFromForm(FormName = "password", Name = "code")] public string? FormCode { get; set; }

    [SupplyParameterFromForm(FormName = "password", Name = "password")] public string? Password { get; set; }

    private string Code => FormCode ?? LinkCode ?? "";

    protected override async Task OnInitializedAsync() => _person = await Handler.PeekAsync(Code, Context.RequestAborted);

    private async Task SubmitAsync()
    {
        switch (await Handler.HandleAsync(new(Code, new(Password ?? "")), Context.RequestAborted))
        {
            // Through the front door, so that a second factor is asked for where there is one.
            case AccountOutcome.Changed:
                Navigation.NavigateTo(Links.SignIn);
                break;
            case AccountOutcome.WeakPassword weak:
                _fault = weak.Why;
                break;
            default:
                _person = null;
                break;
        }
    }
}
