using RlQuery.Cluster.Messages;
using RlQuery.Studies.Parcels;

namespace RlQuery.Cluster.Dealing;

/// <summary>The conversation with one node: its files, then lots and answers, until all is answered or the node is gone.</summary>
/// <param name="run">The run that it is a part of.</param>
/// <param name="link">The node.</param>
internal sealed class NodeTalk(ClusterRun run, INodeLink link)
{
    private const int PieceBytes = 1 << 20;
    private const int LotsOfThread = 2;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan IdlePause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(2);

    private readonly HashSet<long> _held = [];
    private List<long> _seen = [];

    /// <summary>Talks.</summary>
    /// <param name="gone">Is cancelled when the node has left the cluster.</param>
    /// <returns>Why the node can do nothing of this run; null where it did what it could.</returns>
    public async Task<string?> RunAsync(CancellationToken gone)
    {
        string node = link.Key;
        try
        {
            NodeDescription? described = await TryAsync(link.DescribeAsync, gone).ConfigureAwait(false);
            if (described is null)
            {
                return null;
            }
            if (Refusal(described) is string refusal)
            {
                return refusal;
            }
            if (await SendAsync(described.Name, gone).ConfigureAwait(false) is string unsent)
            {
                return unsent;
            }
            run.Dealer.Join(node, described.Cores);
            run.Joined(described.Name);
            try
            {
                return await WorkAsync(described, gone).ConfigureAwait(false);
            }
            finally
            {
                run.Dealer.Leave(node);
                run.Left();
                if (run.Ended.IsCancellationRequested)
                {
                    await SayGoodbyeAsync().ConfigureAwait(false);
                }
            }
        }
        finally
        {
            // What it had was lost with it, unless it was asked to leave it.
            run.GiveUp(run.Dealer.Return(node, _held, died: gone.IsCancellationRequested && !run.Ended.IsCancellationRequested));
        }
    }

    private static string? Refusal(NodeDescription described)
    {
        long clock = Math.Abs(described.Clock - TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        return described.Identity != CodeIdentity.Here
            ? $"{described.Name} computes by {described.Identity}, and this machine by {CodeIdentity.Here}; their results would differ"
            : clock > ClusterRun.MostClockSeconds ? $"the clock of {described.Name} differs by {clock} s; set it right"
            : null;
    }

    private async Task<string?> SendAsync(string name, CancellationToken gone)
    {
        ParcelFile[] files = [run.Parcel.Description, .. run.Parcel.Files];
        string[]? missing = await TryAsync(() => link.FindMissingAsync([.. files.Select(file => file.Hash)]), gone).ConfigureAwait(false);
        foreach (ParcelFile file in files.Where(file => missing?.Contains(file.Hash) == true).DistinctBy(file => file.Hash))
        {
            long offset = 0;
            do
            {
                int length = (int)Math.Min(PieceBytes, file.Content.Length - offset);
                byte[] piece = file.Content.AsSpan((int)offset, length).ToArray();
                long from = offset;
                (bool sent, string? fault) = await TryAsync(async () =>
                    (true, await link.StoreAsync(run.Session, file.Hash, file.Content.Length, from, piece).ConfigureAwait(false)), gone).ConfigureAwait(false);
                if (!sent || fault is not null)
                {
                    return fault is null ? null : $"{name}: {fault}";
                }
                offset += length;
            }
            while (offset < file.Content.Length);
        }
        return null;
    }

    private async Task<string?> WorkAsync(NodeDescription described, CancellationToken gone)
    {
        var fresh = new List<Lot>();
        bool leaving = false;
        bool resend = false;
        while (!gone.IsCancellationRequested)
        {
            while (!leaving && _held.Count < LotsOfThread * described.Cores && run.Dealer.Deal(link.Key) is { } dealt)
            {
                _held.Add(dealt.Number);
                run.Sent[dealt.Number] = dealt.Items;
                fresh.Add(LotOf(dealt.Number));
            }
            if (_held.Count == 0)
            {
                if (leaving)
                {
                    return null;
                }
                // There is nothing to do, and there may be when another is lost.
                await Task.Delay(IdlePause, gone).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            long[] dropped = [.. _held.Where(number => !run.Dealer.IsOpen(number))];
            var request = new NodeRequest
            {
                Session = run.Session,
                // What did not come through is sent again; the node knows what it has.
                Lots = resend ? [.. _held.Except(dropped).Select(LotOf)] : [.. fresh],
                Seen = [.. _seen],
                Dropped = dropped,
            };
            NodeReply? reply = await AskAsync(request, gone).ConfigureAwait(false);
            if (reply is null)
            {
                // Others take over what it has; should it answer after all, the first answer counts.
                run.Dealer.Return(link.Key, _held, died: false);
                resend = true;
                continue;
            }
            _held.ExceptWith(dropped);
            _seen = [.. reply.Answers.Select(answer => answer.Number)];
            (resend, leaving) = (false, reply.Leaving);
            fresh.Clear();
            foreach (LotAnswer answer in reply.Answers)
            {
                if (answer.Fault is not null)
                {
                    return $"{described.Name}: {answer.Fault}";
                }
                await TakeAsync(answer).ConfigureAwait(false);
            }
        }
        return null;
    }

    // The node need not do what nobody waits for any more.
    private async Task SayGoodbyeAsync()
    {
        var request = new NodeRequest { Session = run.Session, Lots = [], Seen = [.. _seen], Dropped = [.. _held] };
        using var soon = new CancellationTokenSource(Goodbye);
        await AskAsync(request, soon.Token).ConfigureAwait(false);
    }

    private Lot LotOf(long number) => new() { Number = number, Parcel = run.Parcel.Description.Hash, Context = run.Context, Items = run.Sent[number] };

    private async Task TakeAsync(LotAnswer answer)
    {
        if (!_held.Remove(answer.Number))
        {
            return;
        }
        if (answer.Answers is null)
        {
            run.Dealer.Return(link.Key, [answer.Number], died: false);
        }
        else if (run.Dealer.Answer(link.Key, answer.Number, answer.Seconds, answer.Answers.Sum(one => (long)one.Length)) is { } lot)
        {
            await run.AnswerAsync(lot, answer.Answers).ConfigureAwait(false);
        }
    }

    private async Task<NodeReply?> AskAsync(NodeRequest request, CancellationToken gone)
    {
        try
        {
            return await link.ExchangeAsync(request).WaitAsync(gone).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever keeps a node from answering, it is asked again until it has left the cluster.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            await Task.Delay(Pause, gone).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    // Asked again until it answers or has left.
    private static async Task<T?> TryAsync<T>(Func<Task<T>> ask, CancellationToken gone)
    {
        while (!gone.IsCancellationRequested)
        {
            try
            {
                return await ask().WaitAsync(gone).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // As above.
            catch (Exception)
#pragma warning restore CA1031
            {
                await Task.Delay(Pause, gone).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        return default;
    }
}
