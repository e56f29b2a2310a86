using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Testing;
using AgentConsole.Testing.Persistence;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Tests.Access;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Web.Tests.Shell;

public sealed class LiveComponentTests : ShellContext, IAsyncLifetime
{
    private readonly Source _source = new();
    private TestConsole _console = null!;
    private PersonId _reader;

    public async ValueTask InitializeAsync()
    {
        _console = await TestConsole.StartAsync(await TestDatabase.CreateAsync(DatabaseProvider.Sqlite), Clock, services => services.AddAccess());
        Services.AddSingleton(_console.Get<Standings>());
        // Nobody is shut out where no admin would be left.
        await AddAsync("root", Role.Admin);
        _reader = await AddAsync("ana", Role.Reviewer);
        var standing = await _console.Get<Standings>().OfPersonAsync(_reader, CancellationToken.None);
        Services.AddSingleton<AuthenticationStateProvider>(new SignedInState(standing!, Clock.GetUtcNow()));
    }

    [Fact]
    public void It_is_loading_until_something_was_read()
    {
        _source.Hold();

        var page = Open();

        Assert.Contains("Loading", page.Markup, StringComparison.Ordinal);
        Assert.Equal((LiveState.Loading, false), (page.Instance.State, page.Instance.CanDecide));
    }

    [Fact]
    public void What_was_read_is_live()
    {
        var page = Open();

        page.MarkupMatches("<p>1</p>");
        Assert.Equal((LiveState.Live, true), (page.Instance.State, page.Instance.CanDecide));
    }

    [Fact]
    public void Nothing_to_show_is_empty_and_not_a_failure()
    {
        _source.Nothing = true;

        var page = Open();

        page.MarkupMatches("<p>nothing here</p>");
        Assert.Equal(LiveState.Empty, page.Instance.State);
    }

    [Fact]
    public void A_change_of_its_topic_is_shown_without_anybody_doing_anything()
    {
        var page = Open();

        Feed.Publish([Topic.Queue]);

        page.WaitForAssertion(() => page.MarkupMatches("<p>2</p>"));
    }

    [Fact]
    public async Task A_change_of_another_topic_is_not_read()
    {
        Open();

        Feed.Publish([Topic.Ledger, Topic.Proposal("prp_1")]);
        var heard = new TaskCompletionSource();
        await using var probe = Feed.Subscribe(Topic.Agents, _ => { heard.SetResult(); return Task.CompletedTask; });
        Feed.Publish([Topic.Agents]);
        await heard.Task.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(1, _source.Count);
    }

    [Fact]
    public void A_first_reading_that_fails_offers_to_try_again_with_a_reference()
    {
        _source.Fails = true;
        var page = Open();
        Assert.Equal((LiveState.Failed, false), (page.Instance.State, page.Instance.CanDecide));
        Assert.StartsWith("f-", page.Instance.FailureReference, StringComparison.Ordinal);
        Assert.DoesNotContain("broken on purpose", page.Markup, StringComparison.Ordinal);

        _source.Fails = false;
        page.Find("button.btn").Click();

        page.MarkupMatches("<p>2</p>");
        Assert.Equal(LiveState.Live, page.Instance.State);
    }

    [Fact]
    public void A_later_reading_that_fails_keeps_what_is_shown_but_takes_no_decision()
    {
        var page = Open();

        _source.Fails = true;
        Feed.Publish([Topic.Queue]);

        page.WaitForAssertion(() => Assert.Equal(LiveState.Failed, page.Instance.State));
        Assert.False(page.Instance.CanDecide);
        Assert.Contains("no decisions until it could", page.Markup, StringComparison.Ordinal);
        Assert.Equal("1", page.Find("p").TextContent);
    }

    [Fact]
    public async Task A_line_that_is_down_shows_the_old_and_takes_no_decision_and_reads_again_when_it_is_up()
    {
        var page = Open();

        await page.InvokeAsync(() => Link.OnConnectionDownAsync(null!, default));
        Assert.Equal((LiveState.Disconnected, false), (page.Instance.State, page.Instance.CanDecide));
        page.MarkupMatches("<p>1</p>");
        await page.InvokeAsync(() => Link.OnConnectionUpAsync(null!, default));

        page.WaitForAssertion(() => page.MarkupMatches("<p>2</p>"));
        Assert.Equal(LiveState.Live, page.Instance.State);
    }

    [Fact]
    public void A_page_that_is_only_prerendered_shows_but_neither_listens_nor_decides()
    {
        IsInteractive = false;

        var page = Open();

        page.MarkupMatches("<p>1</p>");
        Assert.Equal((LiveState.Disconnected, false), (page.Instance.State, page.Instance.CanDecide));
        Assert.Equal(0, Feed.SubscriptionCount);
    }

    [Fact]
    public async Task Leaving_the_page_ends_the_listening_and_cancels_what_is_being_read()
    {
        var page = Open();
        Assert.Equal(1, Feed.SubscriptionCount);
        _source.Hold();
        var reading = page.InvokeAsync(page.Instance.ReloadAsync);
        Assert.False(_source.LastToken.IsCancellationRequested);

        await DisposeComponentsAsync();

        Assert.Equal(0, Feed.SubscriptionCount);
        Assert.True(_source.LastToken.IsCancellationRequested);
        await reading.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Watching_something_else_leaves_the_first_topic()
    {
        var page = Open();

        page.Render(parameters => parameters.Add(probe => probe.Watched, Topic.Proposal("prp_1")));
        Assert.Equal(1, Feed.SubscriptionCount);
        page.MarkupMatches("<p>2</p>");
        Feed.Publish([Topic.Queue]);
        Feed.Publish([Topic.Proposal("prp_1")]);

        page.WaitForAssertion(() => page.MarkupMatches("<p>3</p>"));
    }

    [Fact]
    public async Task A_newer_reading_cancels_the_one_before()
    {
        var page = Open();
        _source.Hold();
        var slow = page.InvokeAsync(page.Instance.ReloadAsync);
        var token = _source.LastToken;

        _source.LetPass();
        await page.InvokeAsync(page.Instance.ReloadAsync);
        await slow;

        Assert.True(token.IsCancellationRequested);
        page.MarkupMatches("<p>3</p>");
    }

    [Fact]
    public async Task Whoever_was_disabled_is_shown_nothing_more_and_the_page_stops_listening()
    {
        var page = Open();

        await DisableAsync();
        Feed.Publish([Topic.Queue]);
        page.WaitForAssertion(() => Assert.Equal(LiveState.Denied, page.Instance.State));
        await page.InvokeAsync(page.Instance.ReloadAsync);

        Assert.Equal((1, 0, false), (_source.Count, Feed.SubscriptionCount, page.Instance.CanDecide));
        Assert.Contains("Your sign-in has ended", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("p"));
    }

    [Fact]
    public async Task The_end_of_a_sign_in_is_heard_whatever_the_page_is_about()
    {
        var page = Open();

        await DisableAsync();
        Feed.Publish([Topic.Standing(_reader.ToString())]);

        page.WaitForAssertion(() => Assert.Equal(LiveState.Denied, page.Instance.State));
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        var database = _console.Database;
        await _console.DisposeAsync();
        await database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async Task<PersonId> AddAsync(string name, Role role) => ((AddPersonOutcome.Added)await _console.Get<AddPersonHandler>().HandleAsync(
        new(new Caller.Server(), name + "@example.com", name, new HashSet<Role> { role }, null), CancellationToken.None)).Id;

    private async Task DisableAsync() => await _console.Get<DisablePersonHandler>().HandleAsync(new(new Caller.Server(), _reader, true), CancellationToken.None);

    private IRenderedComponent<Probe> Open() => Render<Probe>(parameters => parameters
        .Add(probe => probe.Source, _source)
        .Add(probe => probe.Watched, Topic.Queue));

    private sealed class Source
    {
        private TaskCompletionSource? _held;

        public int Count { get; private set; }
        public bool Fails { get; set; }
        public bool Nothing { get; set; }
        public CancellationToken LastToken { get; private set; }

        public void Hold() => _held = new();

        /// <summary>Readings from now on do not wait; those that wait go on waiting.</summary>
        public void LetPass() => _held = null;

        public async Task<int> ReadAsync(CancellationToken cancellation)
        {
            LastToken = cancellation;
            var number = ++Count;
            if (_held is { } held) await held.Task.WaitAsync(cancellation);
            return Fails ? throw new InvalidOperationException("broken on purpose") : number;
        }
    }

    private sealed class Probe : LiveComponent
    {
        private int _number;

        [Parameter] public required Source Source { get; set; }

        [Parameter] public Topic Watched { get; set; }

        protected override bool IsEmpty => Source.Nothing;

        protected override Task OnParametersSetAsync() => WatchAsync(Watched, async cancellation => _number = await Source.ReadAsync(cancellation));

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenComponent<LiveView>(0);
            builder.AddAttribute(1, nameof(LiveView.Of), this);
            builder.AddAttribute(2, nameof(LiveView.Empty), (RenderFragment)(inner => inner.AddMarkupContent(0, "<p>nothing here</p>")));
            builder.AddAttribute(3, nameof(LiveView.ChildContent), (RenderFragment)(inner =>
            {
                inner.OpenElement(0, "p");
                inner.AddContent(1, _number);
                inner.CloseElement();
            }));
            builder.CloseComponent();
        }
    }
}
