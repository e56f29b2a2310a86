using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Web.Reviews;
using AgentConsole.Web.Shell;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Web.Tests.Reviews;

public sealed class QueuePageTests : QueueStage
{
    [Fact]
    public async Task Nothing_waits_says_so_and_what_would_appear()
    {
        var page = Render<QueuePage>();

        await SeeAsync(() => Assert.Equal("Nothing waits for you", page.Find(".empty h2").TextContent));
        Assert.Contains("POST /api/v1/proposals", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_of_the_batch_is_open_and_the_servers_sentence_comes_before_all_else()
    {
        await RefundAsync("W-1");

        var page = await OpenAsync();

        Assert.Equal("billing.refund: 120.00 USD, target W-1", page.Find("article h2").TextContent);
        Assert.Equal(["h2", "h3", "h3", "h3"], page.FindAll("article :is(h2, h3)").Select(heading => heading.LocalName));
        Assert.Equal("true", page.Find("nav a").GetAttribute("aria-current"));
    }

    [Fact]
    public async Task A_new_proposal_joins_the_list_without_a_reload_and_what_is_open_stays_open()
    {
        await RefundAsync("W-1");
        var page = await OpenAsync();

        await RefundAsync("W-2");

        await SeeAsync(() => Assert.Equal(2, page.FindAll("nav li").Count));
        Assert.EndsWith("W-1", page.Find("article h2").TextContent, StringComparison.Ordinal);
        Assert.Equal(["billing.refund: 120.00 USD, target W-1", "billing.refund: 120.00 USD, target W-2"], Listed(page));
    }

    [Fact]
    public async Task A_riskier_proposal_of_another_kind_waits_beside_the_batch_until_it_is_asked_for()
    {
        await RefundAsync("W-1");
        var page = await OpenAsync();

        await DeletionAsync("acc-7");
        await SeeAsync(() => page.Find(".page-head button.btn:not(.quiet)"));
        Assert.EndsWith("W-1", page.Find("article h2").TextContent, StringComparison.Ordinal);
        await ClickAsync(page, ".page-head button.btn:not(.quiet)");

        await SeeAsync(() => Assert.EndsWith("acc-7", page.Find("article h2").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_batch_holds_five_and_says_how_many_more_wait()
    {
        for (var order = 1; order <= 7; order++) await RefundAsync("W-" + order);

        var page = await OpenAsync();

        Assert.Equal(5, page.FindAll("nav li").Count);
        Assert.Contains("2 more wait", page.Find(".page-head p").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_yes_releases_it_says_so_and_moves_the_focus_to_the_next()
    {
        var first = await RefundAsync("W-1");
        await RefundAsync("W-2");
        var page = await OpenAsync();

        await PressAsync(page, "y");

        await SeeAsync(() => Assert.EndsWith("W-2", page.Find("article h2").TextContent, StringComparison.Ordinal));
        Assert.Equal(ProposalStatus.Released, (await FindAsync(first.Id)).Status);
        Assert.Equal("Approved; it may run once.", Assert.Single(Services.GetRequiredService<Toasts>().Shown).Text);
        await SeeAsync(() => JSInterop.VerifyFocusAsyncInvoke());
        await SeeAsync(() => Assert.Contains("released", page.Find("nav li").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_the_last_decision_nothing_is_left_on_the_screen()
    {
        await RefundAsync("W-1");
        var page = await OpenAsync();

        await PressAsync(page, "y");

        await SeeAsync(() => Assert.Equal("Nothing waits for you", page.Find(".empty h2").TextContent));
    }

    [Fact]
    public async Task A_no_asks_for_one_of_five_reasons_and_records_it_with_the_note()
    {
        var proposal = await RefundAsync("W-1");
        var page = await OpenAsync();

        await PressAsync(page, "n");
        Assert.Equal(["Wrong target", "Wrong amount", "Not needed", "Suspicious", "Policy unclear"],
            page.FindAll(".ask button[data-key]").Where(button => button.GetAttribute("data-key") != "Escape").Select(button => button.FirstChild!.TextContent.Trim()));
        await WriteAsync(page, "Only 75.50 was paid.");
        await PressAsync(page, "2");

        await SeeAsync(() => page.Find(".empty"));
        var rejected = await FindAsync(proposal.Id);
        Assert.Equal((ProposalStatus.Rejected, "wrong_amount", "Only 75.50 was paid."), (rejected.Status, rejected.ReasonCode, rejected.DecisionNote));
    }

    [Fact]
    public async Task Sending_back_needs_a_note()
    {
        var proposal = await RefundAsync("W-1");
        var page = await OpenAsync();
        await PressAsync(page, "b");
        Assert.True(page.Find(".ask .primary").HasAttribute("disabled"));

        await WriteAsync(page, "Ask for the receipt first.");
        await ClickAsync(page, ".ask .primary");

        await SeeAsync(() => page.Find(".empty"));
        Assert.Equal(ProposalStatus.SentBack, (await FindAsync(proposal.Id)).Status);
    }

    [Fact]
    public async Task The_loser_of_a_race_is_told_who_won()
    {
        var proposal = await RefundAsync("W-1");
        var page = await OpenAsync();
        await StopHearingAsync();
        await DecideAsync(Ben, proposal, DecisionKind.Reject, ReasonCode.Suspicious);

        await PressAsync(page, "y");

        await SeeAsync(() => Assert.Contains("Ben was first, and it is rejected. What you chose was not recorded.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal(ProposalStatus.Rejected, (await FindAsync(proposal.Id)).Status);
        Assert.Empty(page.FindAll("[data-key=y]"));
    }

    [Fact]
    public async Task What_another_decides_shows_on_the_open_card_at_once()
    {
        var proposal = await RefundAsync("W-1");
        var page = await OpenAsync();

        await DecideAsync(Ben, proposal, DecisionKind.Reject, ReasonCode.WrongAmount, "Too much.");

        await SeeAsync(() => Assert.StartsWith("Ben rejected this", page.Find("[role=alert]").TextContent.Trim(), StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".decisions"));
        Assert.Contains("Ben rejected it: wrong amount", page.Find("aside").TextContent, StringComparison.Ordinal);
        Assert.Contains("Too much.", page.Find("aside").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_yes_to_what_was_changed_meanwhile_is_not_recorded_and_shows_what_differs()
    {
        var proposal = await DeletionAsync("acc-7");
        var page = await OpenAsync();
        await StopHearingAsync();
        await DecideAsync(Ben, proposal, DecisionKind.Edit, arguments: """{"account":"acc-8"}""");

        await HoldAsync(page);

        await SeeAsync(() => Assert.Contains("It changed while you looked, so nothing was recorded.", page.Markup, StringComparison.Ordinal));
        Assert.Equal(ProposalStatus.Pending, (await FindAsync(proposal.Id)).Status);
        Assert.Equal(["acc-7", "acc-8"], page.FindAll(".diff :is(del, ins)").Select(piece => piece.TextContent));
    }

    [Fact]
    public async Task A_change_must_be_read_before_it_can_be_decided()
    {
        var proposal = await DeletionAsync("acc-7");
        var page = await OpenAsync();

        await DecideAsync(Ben, proposal, DecisionKind.Edit, arguments: """{"account":"acc-8"}""");
        await SeeAsync(() => Assert.Contains("The arguments changed while you looked.", page.Markup, StringComparison.Ordinal));
        Assert.All(Verbs(page), button => Assert.True(button.HasAttribute("disabled")));
        await ClickAsync(page, ".notice > div > button");
        await HoldAsync(page);

        await SeeAsync(() => page.Find(".empty"));
        Assert.Equal(ProposalStatus.Released, (await FindAsync(proposal.Id)).Status);
    }

    [Fact]
    public async Task Who_holds_the_agents_key_is_told_why_there_is_nothing_to_press()
    {
        await Seed.KeyAsync(RefundAgent, holder: Ana.Id);
        var proposal = await RefundAsync("W-1");

        var page = OpenAt(proposal);

        await SeeAsync(() => Assert.Contains("You registered this agent or hold a key of it", page.Find(".decisions").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".decisions button"));
    }

    [Fact]
    public async Task Who_may_only_read_is_told_which_role_decides()
    {
        await SitDownAsync(await PersonAsync("Olga", Role.Finance));
        var proposal = await RefundAsync("W-1");

        var page = OpenAt(proposal);

        await SeeAsync(() => Assert.Contains("one of the roles: reviewer", page.Find(".decisions").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_expired_while_it_was_open_says_so()
    {
        await RefundAsync("W-1", adjust: command => command with { LifetimeSeconds = 60 });
        var page = await OpenAsync();

        Clock.Advance(TimeSpan.FromSeconds(61));

        await SeeAsync(() => Assert.StartsWith("This is expired now", page.Find("[role=alert]").TextContent.Trim(), StringComparison.Ordinal));
        Assert.Contains("nobody decided in time", page.Find("aside").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_stop_froze_while_it_was_open_says_so()
    {
        await RefundAsync("W-1");
        var page = await OpenAsync();

        await Console.Get<StopHandler>().HandleAsync(new(new Caller.Server(), StopTarget.Everything, "A drill."), CancellationToken.None);

        await SeeAsync(() => Assert.StartsWith("A stop has frozen this", page.Find("[role=alert]").TextContent.Trim(), StringComparison.Ordinal));
        Assert.DoesNotContain("never", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".verbs button:not([disabled])"));
    }

    [Fact]
    public async Task A_page_that_is_not_live_takes_no_decisions_and_says_so()
    {
        await RefundAsync("W-1");
        var page = await OpenAsync();

        await page.InvokeAsync(() => Link.OnConnectionDownAsync(null!, default));

        Assert.All(Verbs(page), button => Assert.True(button.HasAttribute("disabled")));
        Assert.Contains("Not live: no decisions", page.Find(".decisions").TextContent, StringComparison.Ordinal);
        await page.InvokeAsync(() => Link.OnConnectionUpAsync(null!, default));
        await SeeAsync(() => Assert.All(Verbs(page), button => Assert.False(button.HasAttribute("disabled"))));
    }

    [Fact]
    public async Task A_page_that_is_only_prepared_offers_no_decision()
    {
        IsInteractive = false;
        var proposal = await RefundAsync("W-1");

        var page = OpenAt(proposal);

        await SeeAsync(() => page.Find("article h2"));
        Assert.All(Verbs(page), button => Assert.True(button.HasAttribute("disabled")));
    }

    [Fact]
    public async Task What_the_agent_wrote_stays_text_wherever_it_appears()
    {
        var proposal = await RefundAsync("W-1", ""","<b>pay\u200bee</b>":"\u202e<script>alert(1)</script>" """, command => command with
        {
            Rationale = "<img src=x onerror=alert(1)> \u202eevil",
            References = """["<script>alert(2)</script>"]""",
            ClaimedBefore = """{"<u>status</u>":"<script>alert(3)</script>"}""",
            ClaimedAfter = """{"status":"\ud800"}""",
            RunId = "<u>run</u>",
        });

        var page = OpenAt(proposal);

        await SeeAsync(() => page.Find("article h2"));
        Assert.Empty(page.FindAll("article :is(script, img, u)"));
        Assert.Contains("<img src=x onerror=alert(1)> [U+202E]evil", page.Find("figure").TextContent, StringComparison.Ordinal);
        Assert.Contains(page.FindAll(".arguments th"), name => name.TextContent == "<b>pay[U+200B]ee</b>");
        Assert.Contains(page.FindAll(".arguments td"), value => value.TextContent.Trim() == "[U+202E]<script>alert(1)</script>");
    }

    [Fact]
    public async Task An_argument_of_a_million_characters_is_cut_and_says_so_and_the_marked_ones_come_first()
    {
        var proposal = await RefundAsync("W-1", ",\"blob\":\"" + new string('x', 1_000_000) + "\"");

        var page = OpenAt(proposal);

        await SeeAsync(() => page.Find(".arguments"));
        Assert.Equal(["amount", "order_id", "blob"], page.FindAll(".arguments th").Select(name => name.TextContent.Trim()));
        Assert.Contains("shows 400 of 1,000,000 characters", page.Find(".arguments").TextContent, StringComparison.Ordinal);
        Assert.True(page.Markup.Length < 60_000, $"The page has {page.Markup.Length} characters.");
        await PressAsync(page, "d");
        Assert.Contains("shows 4,000 of 1,000,0", page.Find(".raw").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Opening_claims_it_and_the_other_sees_who_reads()
    {
        var proposal = await RefundAsync("W-1");
        await Console.Get<ClaimHandler>().ClaimAsync(Ben, proposal.Id, CancellationToken.None);

        var page = await OpenAsync();

        Assert.Contains("Ben is reading it", page.Find("article").TextContent, StringComparison.Ordinal);
        Assert.Contains("Ben is reading it", page.Find("nav").TextContent, StringComparison.Ordinal);
        Assert.All(Verbs(page), button => Assert.False(button.HasAttribute("disabled")));
    }

    [Fact]
    public async Task A_claim_is_let_go_when_the_page_is_left()
    {
        await RefundAsync("W-1");
        var page = await OpenAsync();
        await SeeAsync(() => Assert.Contains("claimed by you", page.Find("article").TextContent, StringComparison.Ordinal));

        await DisposeComponentsAsync();

        var claim = await Console.ReadAsync(db => db.Claims.AsNoTracking().SingleAsync());
        Assert.False(claim.IsHeld(Clock.GetUtcNow()));
    }

    [Fact]
    public async Task A_decision_ends_the_claim_without_an_entry_of_its_own()
    {
        await RefundAsync("W-1");
        var page = await OpenAsync();
        await SeeAsync(() => Assert.Contains("claimed by you", page.Find("article").TextContent, StringComparison.Ordinal));

        await PressAsync(page, "y");

        await SeeAsync(() => page.Find(".empty"));
        var kinds = await Console.ReadAsync(db => db.LedgerEntries.Where(entry => entry.Subject.StartsWith("proposal:")).OrderBy(entry => entry.Seq).Select(entry => entry.Kind).ToListAsync());
        Assert.Equal(["proposal_submitted", "proposal_claimed", "proposal_decided", "grant_issued"], kinds);
    }

    [Fact]
    public async Task A_note_that_was_begun_is_kept_and_comes_back()
    {
        var proposal = await RefundAsync("W-1");
        var page = await OpenAsync();
        await PressAsync(page, "b");
        await WriteAsync(page, "Ask for the receipt");
        await SeeAsync(() => Assert.Equal("Ask for the receipt", KeptNote(proposal.Id)));
        await DisposeComponentsAsync();

        page = await OpenAsync();

        Assert.Contains("Your note is kept, not sent: “Ask for the receipt”", page.Find(".decisions").TextContent, StringComparison.Ordinal);
        await PressAsync(page, "b");
        Assert.Equal("Ask for the receipt", page.Find("textarea").GetAttribute("value"));
        await ClickAsync(page, ".ask .primary");
        await SeeAsync(() => Assert.Null(KeptNote(proposal.Id)));
    }

    [Fact]
    public async Task A_half_written_edit_is_kept_for_the_arguments_it_began_with_and_can_be_dropped()
    {
        var proposal = await DeletionAsync("acc-7");
        var page = await OpenAsync();
        await PressAsync(page, "e");
        var field = page.Find("#edit-arguments");
        Assert.Equal($"edit:{proposal.Id}:{proposal.Digest}", field.GetAttribute("data-draft-key"));
        Assert.True(field.HasAttribute("data-draft-wins"));
        Assert.Empty(page.FindAll(".edit .cluster .btn:not(.primary):not([data-key])"));

        await WriteAsync(page, """{"account":"acc-"}""");
        await ClickAsync(page, ".edit .cluster .btn:not(.primary):not([data-key])");

        Assert.Contains("acc-7", page.Find("#edit-arguments").GetAttribute("value"), StringComparison.Ordinal);
        Assert.Contains(JSInterop.Invocations, call => call.Identifier == "agentConsole.clearDrafts" && call.Arguments[0]!.Equals($"edit:{proposal.Id}:{proposal.Digest}"));
    }

    [Fact]
    public async Task An_edit_that_does_not_pass_names_the_place_and_changes_nothing()
    {
        var proposal = await DeletionAsync("acc-7");
        var page = await OpenAsync();
        await PressAsync(page, "e");

        await WriteAsync(page, """{"account":"much too long an account"}""");
        await ClickAsync(page, ".edit .primary");

        await SeeAsync(() => Assert.Contains("/account", page.Find("#edit-faults").TextContent, StringComparison.Ordinal));
        Assert.Equal(proposal.Digest, (await FindAsync(proposal.Id)).Digest);
        await WriteAsync(page, "{");
        await ClickAsync(page, ".edit .primary");
        Assert.Contains("This is not JSON: line 1", page.Find("#edit-faults").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_that_may_not_run_now_says_why_and_leaves_the_proposal_as_it_was()
    {
        var proposal = await RefundAsync("W-1");
        var page = await OpenAsync();
        await WithdrawToolAsync();
        await PressAsync(page, "e");

        await WriteAsync(page, """{"order_id":"W-1","amount":1}""");
        await ClickAsync(page, ".edit .primary");

        await SeeAsync(() => Assert.StartsWith("It may not run now:", page.Find(".notice").TextContent.Trim(), StringComparison.Ordinal));
        var kept = await FindAsync(proposal.Id);
        Assert.Equal((proposal.Digest, false, proposal.Version), (kept.Digest, kept.IsEdited, kept.Version));
    }

    [Fact]
    public async Task A_high_risk_edit_waits_for_somebody_else()
    {
        var proposal = await DeletionAsync("acc-7");
        var page = await OpenAsync();
        await PressAsync(page, "e");

        await WriteAsync(page, """{"account":"acc-8"}""");
        await ClickAsync(page, ".edit .primary");

        await SeeAsync(() => page.Find(".empty"));
        Assert.Equal("Your yes counts: 1 of 2.", Assert.Single(Services.GetRequiredService<Toasts>().Shown).Text);
        Assert.Equal(ProposalStatus.Pending, (await FindAsync(proposal.Id)).Status);
    }

    [Fact]
    public async Task Every_key_is_a_button_and_they_are_reached_in_the_order_in_which_they_stand()
    {
        await RefundAsync("W-1");
        await RefundAsync("W-2");

        var page = await OpenAsync();

        Assert.Equal(["n", "b", "e", "y"], Verbs(page).Select(button => button.GetAttribute("data-key")));
        Assert.All(Verbs(page), button => Assert.Equal(button.GetAttribute("data-key"), button.GetAttribute("aria-keyshortcuts")));
        var order = page.FindAll("a[href], button").ToList();
        Assert.True(order.FindIndex(each => each.ParentElement?.LocalName == "li") < order.FindIndex(each => each.GetAttribute("data-key") == "d"));
        Assert.True(order.FindIndex(each => each.GetAttribute("data-key") == "d") < order.FindIndex(each => each.GetAttribute("data-key") == "n"));
        Assert.DoesNotContain(order, each => each.GetAttribute("tabindex") is { } index && index != "0");
    }

    [Fact]
    public async Task What_is_open_and_how_it_is_compared_stand_in_the_address()
    {
        await RefundAsync("W-1");
        var second = await RefundAsync("W-2", adjust: command => command with { ClaimedBefore = """{"status":"paid"}""", ClaimedAfter = """{"status":"refunded"}""" });
        var page = await OpenAsync();

        await ClickAsync(page, "nav li:nth-child(2) a");
        await SeeAsync(() => Assert.EndsWith("W-2", page.Find("article h2").TextContent, StringComparison.Ordinal));
        await ClickAsync(page, ".diff button:last-child");

        await SeeAsync(() => Assert.Equal(Links.Proposal(second.Id.ToString()) + "?diff=inline",
            JSInterop.Invocations["agentConsole.showAddress"][^1].Arguments[0]));
        Assert.Contains("the agent's claim, not checked", page.Find("article").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_key_goes_from_side_by_side_to_inline_to_raw_and_around()
    {
        await RefundAsync("W-1", adjust: command => command with { ClaimedBefore = """{"status":"paid"}""", ClaimedAfter = """{"status":"refunded"}""" });
        var page = await OpenAsync();
        var seen = new List<(string?, bool)> { View() };

        for (var press = 0; press < 3; press++)
        {
            await PressAsync(page, "d");
            seen.Add(View());
        }

        Assert.Equal([("SideBySide", false), ("Inline", false), ("Inline", true), ("SideBySide", false)], seen);

        (string?, bool) View() => (page.Find("article .diff").GetAttribute("data-mode"), page.FindAll(".raw .bytes").Count > 0);
    }

    [Fact]
    public async Task Where_nothing_is_compared_the_key_shows_the_raw_and_hides_it()
    {
        await RefundAsync("W-1");
        var page = await OpenAsync();

        await PressAsync(page, "d");
        Assert.NotEmpty(page.FindAll(".raw .bytes"));
        await PressAsync(page, "d");

        Assert.Empty(page.FindAll(".raw .bytes"));
    }

    [Fact]
    public async Task An_address_that_names_no_proposal_says_so()
    {
        var page = Render<QueuePage>(parameters => parameters.Add(queue => queue.Id, "prp_nonsense"));

        await SeeAsync(() => Assert.Equal("There is no such proposal", page.Find(".empty h2").TextContent));
    }

    private string? KeptNote(ProposalId id) =>
        Console.Get<DraftHandler>().FindAsync(Ana, id, CancellationToken.None).GetAwaiter().GetResult()?.Note;

    private static List<string> Listed(IRenderedComponent<QueuePage> page) => [.. page.FindAll("nav a").Select(entry => entry.TextContent)];
}
