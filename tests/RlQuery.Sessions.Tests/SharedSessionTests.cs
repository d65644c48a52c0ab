using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Labelling;
using RlQuery.Core.Learners;
using RlQuery.Core.Standard;
using RlQuery.Core.Strategies;
using RlQuery.Sessions.Shared;

namespace RlQuery.Sessions.Tests;

public sealed class SharedSessionTests : IDisposable
{
    private static readonly string[] Names = ["ann", "bob", "cy"];

    private readonly string _root = Directory.CreateTempSubdirectory("rlquery-shared-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Where_a_group_cannot_be_stored_nothing_has_changed_and_the_same_commands_count_once_later()
    {
        using OpenSession open = Begin();
        using var session = new SharedSession(open, TimeProvider.System);
        SentCommand[] sent = await Task.WhenAll(Names.Select(async name =>
        {
            Turn turn = await session.AskAsync(name);
            return new SentCommand(new LabelCommand.Answer("yes"), turn.Question!.Row, turn.Version, $"key of {name}");
        }));
        open.File.Database.Execute("CREATE TRIGGER stop AFTER INSERT ON events BEGIN SELECT RAISE(ABORT, 'stop'); END");
        foreach (Task refused in Names.Zip(sent, (name, command) => session.SendAsync(name, command)).ToArray())
        {
            await Assert.ThrowsAsync<IOException>(() => refused);
        }
        Assert.Equal(0, await session.ReadAsync(state => state.Answered));
        Assert.Equal(0L, open.File.Database.Scalar("SELECT count(*) FROM events"));
        open.File.Database.Execute("DROP TRIGGER stop");
        for (int time = 0; time < 2; time++)
        {
            (AnswerOutcome Outcome, string)[] done = await Task.WhenAll(Names.Zip(sent, (name, command) => session.SendAsync(name, command)));
            Assert.All(done, one => Assert.Equal(time == 0 ? AnswerOutcome.Stored : AnswerOutcome.StoredBefore, one.Outcome));
        }
        Assert.Equal(3L, open.File.Database.Scalar("SELECT count(*) FROM events WHERE class='yes'"));
        Assert.Equal(sent.Select(one => one.Row!.Value).Order(), await session.ReadAsync(state => state.Labelled.Order().ToArray()));
        // And they go on.
        Assert.NotNull((await session.AskAsync("ann")).Question);
    }

    [Fact]
    public async Task Commands_that_come_while_others_are_stored_are_stored_together_and_one_annotators_in_turn()
    {
        var groups = new List<string>();
        var first = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        var queue = new CommandQueue(async group =>
        {
            groups.Add(string.Join(' ', group.Select(one => one.Sent.Key)));
            begun.TrySetResult();
            await first.Task;
            foreach (WaitingCommand command in group)
            {
                command.Succeed(AnswerOutcome.Stored, command.Sent.Key);
            }
        });

        Task<(AnswerOutcome Outcome, string Words)> Send(string name, int number, CancellationToken cancel = default) => queue.RunAsync(
            new WaitingCommand(name, new SentCommand(new LabelCommand.Skip(), 0, number, $"{name}{number}")), cancel);

        using var gone = new CancellationTokenSource();
        var all = new List<Task<(AnswerOutcome Outcome, string Words)>> { Send("ann", 1) };
        await begun.Task;
        all.AddRange([Send("bob", 1), Send("ann", 2), Send("bob", 2)]);
        Task withdrawn = Send("cy", 1, gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => withdrawn);
        first.SetResult();
        (AnswerOutcome Outcome, string Words)[] done = await Task.WhenAll(all);
        Assert.Equal(["ann1", "bob1", "ann2", "bob2"], done.Select(one => one.Words));
        Assert.Equal(["ann1", "bob1 ann2", "bob2"], groups);
    }

    private OpenRows Begin()
    {
        Parts parts = StandardParts.Create();
        string data = Path.Combine(_root, "data.csv");
        File.WriteAllLines(data, ["x,y,label", .. Enumerable.Range(0, 30).Select(i => $"{i},{i * i % 7},")]);
        Table read = TableReader.Read(data, "label", parts);
        LabellingTable table = LabellingTable.Of(read, "label", null, null, TargetKind.Class);
        string[] classes = ["no", "yes"];
        var settings = new SessionSettings(data, "label", null, null, "margin", "logistic-regression", 7, 0, classes, 0);
        var file = SessionFile.Begin(Path.Combine(_root, "session"), settings, TableFingerprint.Of(read));
        return new OpenRows(
            file, table, table.Begin(classes), parts.Find<IQueryStrategy>("margin"), parts.FindLearner("logistic-regression", TargetKind.Class), 1, "ann");
    }
}
