using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace AgentConsole.Web.Tests.Access;

public sealed class PeopleEndpointsTests
{
    [Fact]
    public async Task People_are_added_found_changed_and_shut_out()
    {
        await using var console = await RunningConsole.StartAsync();
        using var admin = console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Root", Role.Admin)));

        using var added = await admin.PostAsJsonAsync("/api/v1/users", new { email = "Ana@Example.com", display_name = "Ana", roles = new[] { "reviewer", "oncall" } });
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        var person = await added.JsonAsync();
        Assert.Null(person.Text("password_link"));
        Assert.False(person.GetProperty("has_password").GetBoolean());
        using var again = await admin.PostAsJsonAsync("/api/v1/users", new { email = "ana@example.com", roles = new[] { "reviewer" } });
        Assert.Equal((HttpStatusCode.Conflict, "email_taken"), (again.StatusCode, await again.CodeAsync()));

        var path = added.Headers.Location!.ToString();
        using var changed = await admin.PutAsJsonAsync(path, new { roles = new[] { "auditor" }, is_disabled = true });
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        var read = await admin.GetFromJsonAsync<JsonElement>(path);
        Assert.Equal("auditor", Assert.Single(read.GetProperty("roles").EnumerateArray()).GetString());
        Assert.True(read.GetProperty("is_disabled").GetBoolean());
        Assert.False(read.TryGetProperty("password_link", out var _));
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repetition()
    {
        await using var console = await RunningConsole.StartAsync();
        using var admin = console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Root", Role.Admin)));
        foreach (var name in (string[])["Ana", "Bea", "Cid", "Dan"]) await console.Seed.PersonAsync(name, Role.Reviewer);

        var names = new List<string>();
        string? cursor = null;
        do
        {
            var page = await admin.GetFromJsonAsync<JsonElement>("/api/v1/users?limit=2" + (cursor is null ? "" : "&cursor=" + cursor));
            names.AddRange(page.GetProperty("items").EnumerateArray().Select(person => person.Text("display_name")!));
            cursor = page.Text("next");
        }
        while (cursor is not null);
        var found = await admin.GetFromJsonAsync<JsonElement>("/api/v1/users?search=eA");

        Assert.Equal(["Ana", "Bea", "Cid", "Dan", "Root"], names);
        Assert.Equal("Bea", Assert.Single(found.GetProperty("items").EnumerateArray()).Text("display_name"));
    }

    [Theory]
    [InlineData("""{"roles":["reviewer"]}""", 400, "malformed")]
    [InlineData("""{"email":"a@example.com","roles":["king"]}""", 400, "malformed")]
    [InlineData("""{"email":"a@example.com","roles":"reviewer"}""", 400, "malformed")]
    [InlineData("""{"email":"a@example.com","roles":[]}""", 422, "role_needed")]
    [InlineData("""{"email":"nobody","roles":["reviewer"]}""", 422, "email_invalid")]
    [InlineData("""[]""", 400, "malformed")]
    [InlineData("""{"email":"a@example.com","roles":["\ud800"]}""", 400, "malformed")]
    public async Task Bad_input_is_told_apart(string body, int status, string code)
    {
        await using var console = await RunningConsole.StartAsync();
        using var admin = console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Root", Role.Admin)));
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var response = await admin.PostAsync(new Uri("/api/v1/users", UriKind.Relative), content);

        Assert.Equal((status, code), ((int)response.StatusCode, await response.CodeAsync()));
    }

    [Fact]
    public async Task A_token_opens_no_way_into_an_account_and_a_fresh_sign_in_does()
    {
        var clock = new FakeClock();
        await using var console = await RunningConsole.StartAsync(builder => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        var root = await console.Seed.PersonAsync("Root", Role.Admin);
        var path = "/api/v1/users/" + await console.Seed.PersonAsync("Ana", Role.Reviewer);
        using var script = console.Client(await console.Seed.TokenAsync(root));
        using var browser = new Browser(console.Address);
        await browser.SignInAsync(Seed.EmailOf("Root"), Seed.PasswordOf("Root"));

        using var link = await script.PostAsync(new Uri(path + "/password-link", UriKind.Relative), null);
        using var factor = await script.DeleteAsync(new Uri(path + "/second-factor", UriKind.Relative));
        using var made = await SendAsync(browser, HttpMethod.Post, path + "/password-link");
        clock.Advance(AccessLimits.FreshSignInMax + TimeSpan.FromMinutes(1));
        using var late = await SendAsync(browser, HttpMethod.Post, path + "/password-link");

        Assert.Equal((HttpStatusCode.Forbidden, "fresh_sign_in_needed"), (link.StatusCode, await link.CodeAsync()));
        Assert.Equal((HttpStatusCode.Forbidden, "fresh_sign_in_needed"), (factor.StatusCode, await factor.CodeAsync()));
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        Assert.Contains("/account/password?code=", (await made.JsonAsync()).Text("password_link"), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Forbidden, "fresh_sign_in_needed"), (late.StatusCode, await late.CodeAsync()));
    }

    [Fact]
    public async Task Of_a_change_that_is_refused_in_part_nothing_is_kept()
    {
        await using var console = await RunningConsole.StartAsync();
        var root = await console.Seed.PersonAsync("Root", Role.Admin);
        await console.Seed.PersonAsync("Second", Role.Admin);
        using var admin = console.Client(await console.Seed.TokenAsync(root));

        using var refused = await admin.PutAsJsonAsync("/api/v1/users/" + root, new { roles = new[] { "auditor" }, is_disabled = true });

        Assert.Equal((HttpStatusCode.Forbidden, "own_account"), (refused.StatusCode, await refused.CodeAsync()));
        var read = await admin.GetFromJsonAsync<JsonElement>("/api/v1/users/" + root);
        Assert.Equal("admin", Assert.Single(read.GetProperty("roles").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task A_key_is_issued_only_by_who_answers_for_the_agent()
    {
        var (console, _, _) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;
        using var other = console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Dora", Role.Dri)));

        using var refused = await other.PostAsJsonAsync("/api/v1/agents/support/keys", new { environment = "production" });

        Assert.Equal((HttpStatusCode.Forbidden, "not_your_agent"), (refused.StatusCode, await refused.CodeAsync()));
    }

    [Fact]
    public async Task A_key_is_issued_shown_once_rotated_and_revoked()
    {
        var (console, _, _) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;
        using var dri = console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Dri", Role.Dri)));

        using var issued = await dri.PostAsJsonAsync("/api/v1/agents/support/keys", new { environment = "production" });
        var key = await issued.JsonAsync();
        using var agent = console.Client(key.Text("key"));
        using var proposed = await agent.ProposeAsync(Wire.Refund);
        var listed = await dri.GetFromJsonAsync<JsonElement>("/api/v1/agents/support/keys");
        using var revoked = await dri.DeleteAsync(issued.Headers.Location);
        using var refused = await agent.ProposeAsync(Wire.Refund);

        Assert.Equal(HttpStatusCode.Created, proposed.StatusCode);
        Assert.Equal(2, listed.GetProperty("items").GetArrayLength());
        Assert.DoesNotContain(key.Text("key")!, listed.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task Who_was_issued_a_key_over_http_does_not_decide_on_its_proposals()
    {
        var (console, _, _) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;
        using var both = console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Dri", Role.Dri, Role.Reviewer)));
        using var issued = await both.PostAsJsonAsync("/api/v1/agents/support/keys", new { environment = "production" });
        using var agent = console.Client((await issued.JsonAsync()).Text("key"));
        var proposal = await agent.ProposedAsync(Wire.Refund);

        using var decided = await both.DecideAsync(proposal, "approve");

        Assert.Equal((HttpStatusCode.Forbidden, "own_proposal"), (decided.StatusCode, await decided.CodeAsync()));
    }

    [Fact]
    public async Task A_token_issues_none_that_outlives_it()
    {
        var clock = new FakeClock();
        await using var console = await RunningConsole.StartAsync(builder => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        using var script = console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Rita", Role.Reviewer)));

        using var short_ = await script.PostAsJsonAsync("/api/v1/tokens", new { name = "a week", expires_in_days = 7 });
        using var issued = await script.PostAsJsonAsync("/api/v1/tokens", new { name = "a year", expires_in_days = 365 });

        Assert.Equal(clock.GetUtcNow().AddDays(7), (await short_.JsonAsync()).GetProperty("expires_at").GetDateTimeOffset());
        Assert.Equal(clock.GetUtcNow().AddDays(AccessLimits.TokenLifetimeDaysDefault), (await issued.JsonAsync()).GetProperty("expires_at").GetDateTimeOffset(), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Somebody_elses_token_is_as_good_as_none()
    {
        await using var console = await RunningConsole.StartAsync();
        using var rita = console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Rita", Role.Reviewer)));
        using var sam = console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Sam", Role.Security)));
        var own = (await rita.GetFromJsonAsync<JsonElement>("/api/v1/tokens")).GetProperty("items")[0].Text("id");
        var path = new Uri("/api/v1/tokens/" + own, UriKind.Relative);

        using var read = await sam.GetAsync(path);
        using var revoked = await sam.DeleteAsync(path);
        using var still = await rita.GetAsync(path);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.OK), (read.StatusCode, revoked.StatusCode, still.StatusCode));
    }

    private static async Task<HttpResponseMessage> SendAsync(Browser browser, HttpMethod method, string path)
    {
        var antiforgery = await browser.Client.GetFromJsonAsync<JsonElement>("/api/v1/antiforgery");
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add(antiforgery.Text("header")!, antiforgery.Text("token"));
        return await browser.Client.SendAsync(request);
    }
}
