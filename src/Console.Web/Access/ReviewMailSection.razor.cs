using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Deliveries.Mail;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Access;

/// <summary>Where a person who decides chooses of which proposals to be told by e-mail.</summary>
public sealed partial class ReviewMailSection
{
    private ReviewMail _choice;

    [Inject] public required ChooseReviewMailHandler Handler { get; init; }

    [Inject] public required MailOptions Mail { get; init; }

    [CascadingParameter] public required HttpContext Context { get; set; }

    [Parameter, EditorRequired] public required PersonRow Person { get; set; }

    [Parameter] public EventCallback<string> OnDone { get; set; }

    [SupplyParameterFromForm(FormName = "review-mail", Name = "choice")] public string? Choice { get; set; }

    private bool CanDecide => Context.PersonCaller().May(Permission.DecideProposals);

    protected override void OnInitialized() => _choice = Person.ReviewMail;

    private static string Word(ReviewMail choice) => choice switch
    {
        ReviewMail.Off => "No e-mail",
        ReviewMail.HighRisk => "Those of high risk",
        ReviewMail.All => "All of them",
    };

    private async Task ChooseAsync()
    {
        if (!WireName.TryParse<ReviewMail>(Choice, out var choice)) return;
        await Handler.HandleAsync(new(Context.PersonCaller(), choice), Context.RequestAborted);
        _choice = choice;
        await OnDone.InvokeAsync(choice == ReviewMail.Off ? "You are told nothing by e-mail." : "You are told by e-mail from now on.");
    }
}
