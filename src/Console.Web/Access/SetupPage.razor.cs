using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Access;

/// <summary>Where the link of the first start leads: makes the first administrator, once.</summary>
public sealed partial class SetupPage
{
    private bool _isUsable;
    private PasswordFault? _fault;
    private AccessRefusal? _refusal;

    [Inject] public required SetUpHandler Handler { get; init; }

    [Inject] public required SignInCookie Cookie { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [CascadingParameter] public required HttpContext Context { get; set; }

    [SupplyParameterFromQuery(Name = "code")] public string? LinkCode { get; set; }

    [SupplyParameterFromForm(FormName = "setup", Name = "code")] public string? FormCode { get; set; }

    [SupplyParameterFromForm(FormName = "setup", Name = "email")] public string? Email { get; set; }

    [SupplyParameterFromForm(FormName = "setup", Name = "name")] public string? Name { get; set; }

    [SupplyParameterFromForm(FormName = "setup", Name = "password")] public string? Password { get; set; }

    private string Code => FormCode ?? LinkCode ?? "";

    protected override async Task OnInitializedAsync() => _isUsable = await Handler.IsUsableAsync(Code, Context.RequestAborted);

    private async Task SubmitAsync()
    {
        switch (await Handler.HandleAsync(new(Code, Email ?? "", Name ?? "", new(Password ?? "")), Context.RequestAborted))
        {
            case AccountOutcome.Changed changed:
                await Cookie.GiveAsync(Context, changed.Person, hasSecondFactor: false);
                Navigation.NavigateTo(Links.Account);
                break;
            case AccountOutcome.WeakPassword weak:
                _fault = weak.Why;
                break;
            case AccountOutcome.Refused refused:
                _refusal = refused.Why;
                break;
        }
    }
}
