using System.Net;
using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Testing;
using AgentConsole.Web.Tests.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace AgentConsole.Web.Tests.Reviews;

/// <summary>The page that a message on a phone leads to: a document and a form, without a circuit.</summary>
public sealed class PhonePageTests : IAsyncLifetime
{
    private const string DeleteTool = """
        {"kind":"Tool","name":"crm.deleteAccount","version":1,"side_effect":"write","environments":["production"],
         "input_schema":{"type":"object","required":["account"],"properties":{"account":{"type":"string","maxLength":12}}},
         "sensitivity":["money","secrets","infrastructure","personal_data","external"],"pointers":{"target":"/account"}}
        """;

    private const string Deletion = """{"tool":"crm.deleteAccount","args":{"account":"acc-7"}}""";
    private static readonly string Password = Seed.PasswordOf("Rita");

    private readonly FakeClock _clock = new();
    private RunningConsole _console = null!;
    private HttpClient _agent = null!;
    private HttpClient _janitor = null!;
    private HttpClient _ben = null!;
    private Browser _rita = null!;

    public async ValueTask InitializeAsync()
    {
        (_console, _agent, _) = await RunningConsole.StartWithRefundsAsync(builder => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock)));
        await _console.Seed.ToolAsync(DeleteTool);
        await _console.Seed.AgentAsync("janitor", "crm.deleteAccount");
        _janitor = _console.Client(await _console.Seed.KeyAsync("janitor"));
        _ben = _console.Client(await _console.Seed.TokenAsync(await _console.Seed.PersonAsync("Ben", Role.Reviewer)));
        _rita = new Browser(_console.Address);
        await _rita.SignInAsync("rita@example.com", Password);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _rita.Dispose();
        _agent.Dispose();
        _janitor.Dispose();
        _ben.Dispose();
        await _console.DisposeAsync();
    }

    [Fact]
    public async Task It_shows_the_card_in_its_order_and_needs_neither_circuit_nor_script()
    {
        var proposal = await _agent.ProposedAsync(Wire.Refund);

        await _rita.GoAsync(PathOf(proposal));

        Assert.Equal("billing.refund: 120.50 USD, target W-1", _rita.Page.QuerySelector("h2")!.TextContent);
        string[] order = ["target W-1", "contract has no preview", "Risk", "What follows", "Arguments", "The agent says", "Raw and digest", "Send back"];
        var places = order.Select(part => _rita.Text.IndexOf(part, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
        Assert.DoesNotContain("\"type\":\"server\"", _rita.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Empty(_rita.Page.QuerySelectorAll("article button:not([data-copy])"));
        Assert.Equal(["ask-no", "ask-back"], _rita.Page.QuerySelectorAll("input[type=radio]").Select(verb => verb.Id));
    }

    [Fact]
    public async Task Reading_it_decides_nothing_whatever_the_address_says()
    {
        var proposal = await _agent.ProposedAsync(Wire.Refund);

        await _rita.GoAsync($"{PathOf(proposal)}?decision=approve&digest={Uri.EscapeDataString(proposal.Text("digest")!)}&version=1&_handler=decide");

        Assert.Equal("pending", await StateAsync(proposal));
    }

    [Fact]
    public async Task A_yes_releases_it_and_what_became_of_it_is_read_at_the_same_address()
    {
        var proposal = await _agent.ProposedAsync(Wire.Refund);
        await _rita.GoAsync(PathOf(proposal));

        await _rita.SubmitAsync("decide", ("decision", "approve"));

        Assert.Equal(PathOf(proposal), _rita.At.PathAndQuery);
        Assert.Contains("You approved it", _rita.Text, StringComparison.Ordinal);
        Assert.Empty(_rita.Page.QuerySelectorAll("form"));
        Assert.NotEqual("pending", await StateAsync(proposal));
    }

    [Fact]
    public async Task A_no_carries_its_reason_and_the_note()
    {
        var proposal = await _agent.ProposedAsync(Wire.Refund);
        await _rita.GoAsync(PathOf(proposal));
        Assert.Equal(["Wrong target", "Wrong amount", "Not needed", "Suspicious", "Policy unclear"],
            _rita.Page.QuerySelectorAll(".no .reasons button").Select(button => button.TextContent));

        await _rita.SubmitAsync("decide", ("decision", "reject:wrong_amount"), ("note", "Only 75.50 was paid."));

        Assert.Contains("You rejected it; the agent is told why.", _rita.Text, StringComparison.Ordinal);
        var rejected = await ReadAsync(proposal);
        Assert.Equal(("rejected", "wrong_amount", "Only 75.50 was paid."), (rejected.Text("state"), rejected.Text("reason_code"), rejected.Text("note")));
    }

    [Fact]
    public async Task Sending_back_without_a_note_says_what_is_missing_and_keeps_it_waiting()
    {
        var proposal = await _agent.ProposedAsync(Wire.Refund);
        await _rita.GoAsync(PathOf(proposal));

        await _rita.SubmitAsync("decide", ("decision", "send_back"), ("note_back", " "));

        Assert.Contains("write what should be different", _rita.Page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        await _rita.SubmitAsync("decide", ("decision", "send_back"), ("note_back", "The receipt first."));
        Assert.Equal("sent_back", await StateAsync(proposal));
    }

    [Fact]
    public async Task A_form_without_its_antiforgery_token_is_refused_and_decides_nothing()
    {
        var proposal = await _agent.ProposedAsync(Wire.Refund);
        await _rita.GoAsync(PathOf(proposal));

        using var refused = await _rita.SubmitAsync("decide", ("decision", "approve"), ("__RequestVerificationToken", "forged"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal("pending", await StateAsync(proposal));
    }

    [Fact]
    public async Task A_yes_to_what_was_changed_meanwhile_is_not_recorded_and_the_new_stands_below()
    {
        var proposal = await _janitor.ProposedAsync(Deletion);
        await _rita.GoAsync(PathOf(proposal));
        using (var edited = await _ben.DecideAsync(proposal, "edit", new { args = new { account = "acc-8" } })) Assert.Equal(HttpStatusCode.OK, edited.StatusCode);

        await _rita.SubmitAsync("decide", ("decision", "approve"), ("proof", "acc-7"));

        Assert.Contains("It changed while you looked, so nothing was recorded. What stands below is new: read it again.", _rita.Text, StringComparison.Ordinal);
        Assert.Contains("acc-8", _rita.Page.QuerySelector("h2")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("pending", await StateAsync(proposal));
    }

    [Fact]
    public async Task Whoever_comes_second_is_told_who_was_first()
    {
        var proposal = await _agent.ProposedAsync(Wire.Refund);
        await _rita.GoAsync(PathOf(proposal));
        using (var rejected = await _ben.DecideAsync(proposal, "reject", new { reason_code = "suspicious" })) Assert.Equal(HttpStatusCode.OK, rejected.StatusCode);

        await _rita.SubmitAsync("decide", ("decision", "approve"));

        Assert.Contains("Ben was first, and it is rejected. What you chose was not recorded.", _rita.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_yes_at_high_risk_needs_the_target_by_hand()
    {
        var proposal = await _janitor.ProposedAsync(Deletion);
        await _rita.GoAsync(PathOf(proposal));
        Assert.StartsWith("To approve, type the target", _rita.Page.QuerySelector("label[for=proof]")!.TextContent, StringComparison.Ordinal);

        await _rita.SubmitAsync("decide", ("decision", "approve"), ("proof", "acc-9"));
        Assert.Contains("That is not the target of what is on this card. Nothing was recorded.", _rita.Text, StringComparison.Ordinal);
        Assert.Equal("pending", await StateAsync(proposal));
        await _rita.SubmitAsync("decide", ("decision", "approve"), ("proof", "acc-7"));

        Assert.NotEqual("pending", await StateAsync(proposal));
    }

    [Fact]
    public async Task A_yes_at_high_risk_needs_a_sign_in_of_the_last_minutes_and_a_no_does_not()
    {
        var proposal = await _janitor.ProposedAsync(Deletion);
        await _rita.GoAsync(PathOf(proposal));
        _clock.Advance(AccessLimits.FreshSignInMax + TimeSpan.FromSeconds(1));

        await _rita.SubmitAsync("decide", ("decision", "approve"), ("proof", "acc-7"));

        Assert.Contains("Your sign-in is too old for a yes at this risk. Nothing was recorded", _rita.Text, StringComparison.Ordinal);
        Assert.Equal("pending", await StateAsync(proposal));
        Assert.Null(_rita.Page.QuerySelector("button[value=approve]"));
        Assert.Equal("/account/sign-in?return=" + Uri.EscapeDataString(PathOf(proposal)), _rita.Page.QuerySelector(".yes a")!.GetAttribute("href"));
        await _rita.SubmitAsync("decide", ("decision", "reject:suspicious"));
        Assert.Equal("rejected", await StateAsync(proposal));
    }

    [Fact]
    public async Task What_is_held_is_taken_back_on_the_same_page()
    {
        await using var console = await RunningConsole.StartAsync(builder => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock)),
            "--Reviews:UndoSecondsMedium=600", "--Reviews:UndoSecondsHigh=600");
        await console.Seed.ToolAsync(DeleteTool);
        await console.Seed.AgentAsync("janitor", "crm.deleteAccount");
        await console.Seed.PersonAsync("Rita", Role.Reviewer);
        using var janitor = console.Client(await console.Seed.KeyAsync("janitor"));
        using var rita = new Browser(console.Address);
        await rita.SignInAsync("rita@example.com", Password);
        var proposal = await janitor.ProposedAsync(Deletion);
        await rita.GoAsync(PathOf(proposal));
        await rita.SubmitAsync("decide", ("decision", "approve"), ("proof", "acc-7"));
        Assert.Contains("It is held for a moment, so that you can undo it.", rita.Text, StringComparison.Ordinal);

        await rita.SubmitAsync("undo");

        Assert.Contains("Rita took the approval back", rita.Text, StringComparison.Ordinal);
        Assert.NotEmpty(rita.Page.QuerySelectorAll("form.decide"));
    }

    [Fact]
    public async Task Who_may_not_decide_reads_it_is_told_why_and_finds_no_form()
    {
        var proposal = await _agent.ProposedAsync(Wire.Refund);
        await _console.Seed.PersonAsync("Olga", Role.Finance);
        using var olga = new Browser(_console.Address);
        await olga.SignInAsync("olga@example.com", Seed.PasswordOf("Olga"));

        await olga.GoAsync(PathOf(proposal));

        Assert.Contains("one of the roles: reviewer", olga.Text, StringComparison.Ordinal);
        Assert.Empty(olga.Page.QuerySelectorAll("form"));
    }

    [Fact]
    public async Task Nobody_in_particular_is_led_to_the_sign_in_and_back()
    {
        var proposal = await _agent.ProposedAsync(Wire.Refund);
        using var nobody = new Browser(_console.Address);

        await nobody.GoAsync(PathOf(proposal));
        Assert.Equal("/account/sign-in", nobody.At.AbsolutePath);
        await nobody.SubmitAsync("sign-in", ("email", "rita@example.com"), ("password", Password));

        Assert.Equal(PathOf(proposal), nobody.At.PathAndQuery);
    }

    [Fact]
    public async Task An_address_that_names_no_proposal_says_so()
    {
        await _rita.GoAsync("/p/prp_nonsense");

        Assert.Contains("There is no such proposal", _rita.Text, StringComparison.Ordinal);
    }

    private static string PathOf(JsonElement proposal) => "/p/" + proposal.Text("id");

    private async Task<JsonElement> ReadAsync(JsonElement proposal)
    {
        using var answer = await _ben.GetAsync($"/api/v1/proposals/{proposal.Text("id")}");
        return await answer.JsonAsync();
    }

    private async Task<string?> StateAsync(JsonElement proposal) => (await ReadAsync(proposal)).Text("state");
}
