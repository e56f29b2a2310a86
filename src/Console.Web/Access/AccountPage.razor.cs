using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Access;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Access;

/// <summary>What a person sees and changes of their own: password, second factor, tokens.</summary>
public sealed partial class AccountPage
{
    private Caller.Person? _caller;
    private PersonRow? _person;
    private PasswordFault? _fault;
    private AccessRefusal? _refusal;
    private string? _done;

    [Inject] public required PersonQuery People { get; init; }

    [Inject] public required ChangePasswordHandler Passwords { get; init; }

    [Inject] public required SignInCookie Cookie { get; init; }

    [CascadingParameter] public required HttpContext Context { get; set; }

    [SupplyParameterFromForm(FormName = "change-password", Name = "present")] public string? Present { get; set; }

    [SupplyParameterFromForm(FormName = "change-password", Name = "next")] public string? Next { get; set; }

    protected override async Task OnInitializedAsync()
    {
        _caller = Context.PersonCaller();
        _person = await People.FindAsync(_caller.Id, Context.RequestAborted);
    }

    private async Task ChangePasswordAsync()
    {
        var command = new ChangePassword(_caller!, new(Present ?? ""), new(Next ?? ""));
        switch (await Passwords.HandleAsync(command, Context.RequestAborted))
        {
            case AccountOutcome.Changed changed:
                await Cookie.RenewAsync(Context, changed.Person);
                _done = "Your password is changed.";
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
