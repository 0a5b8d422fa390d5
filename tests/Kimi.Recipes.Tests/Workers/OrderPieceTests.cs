using System.Net;
using Kimi.Cluster.Launching;
using Kimi.Cluster.Weights;
using Kimi.Cluster.Workers;
using Kimi.Dsl;
using Kimi.Runtime.Settings;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Kimi.Recipes.Tests.Workers;

/// <summary>Orders cross processes in messages, whose size is bounded.</summary>
public sealed class OrderPieceTests : IDisposable
{
    private readonly string _runs = Directory.CreateTempSubdirectory("kimi-pieces-").FullName;

    public void Dispose() => Directory.Delete(_runs, recursive: true);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(OrderPiece.MostBytes, 1)]
    [InlineData(OrderPiece.MostBytes + 1, 2)]
    public void Only_the_last_piece_is_short_and_says_that_it_is_the_last(int bytes, int expected)
    {
        var order = new byte[bytes];
        new Random(1).NextBytes(order);

        var pieces = OrderPiece.Of(order).ToList();

        Assert.Equal(expected, pieces.Count);
        Assert.Equal(order, pieces.SelectMany(piece => piece.Bytes));
        Assert.All(pieces.SkipLast(1), piece => Assert.Equal((OrderPiece.MostBytes, false), (piece.Bytes.Length, piece.IsLast)));
        Assert.True(pieces[^1].IsLast);
    }

    [Fact]
    public async Task Responses_of_an_iteration_that_are_larger_than_a_message_are_judged()
    {
        using var weights = new PublishedWeights(Options.Create(new KimiOptions { RunsFolder = _runs }));
        using var log = new OrleansLog(NullLoggerFactory.Instance);
        var (access, description) = (ClusterAccess.Own(), new WorkerDescription("a1", "cpu 1"));
        var desk = new LauncherDesk(weights, new NoImages(), []);
        var connection = desk.Connections["reader"] = new(description, TimeProvider.System);
        await using var silo = await LauncherSilo.StartAsync(access, new(IPAddress.Loopback, 0), redis: "", desk, log);
        using var client = new LauncherClient(access, new RunPlace.Address(silo.EndPoint, $"{silo.EndPoint}"), log);
        Task connected = client.ConnectAsync(CancellationToken.None);
        await connected;
        var launcher = Launcher(connected);
        Assert.Null(await launcher.JoinAsync("reader", description));
        var responses = Enumerable.Range(0, 2_000).Select(number => Response(number, tokens: 3_500)).ToArray();
        var order = new VerdictOrder(new("reward", "{}"), [new("{}", responses)]);
        Assert.True(client.Orders.SerializeToArray(new WorkerOrder.Judge(1, order)).Length > new SiloMessagingOptions().MaxMessageBodySize);

        var judging = connection.JudgeAsync(order, CancellationToken.None);
        var read = await new OrderReader(launcher, "reader", client.Orders).NextAsync(CancellationToken.None);
        await launcher.ReportAsync("reader", read!.Number, [new WorkerReport.Judged([new Verdict.Scored(1, "all")])]);

        Assert.Equal(responses, ((WorkerOrder.Judge)read).Order.Responses.Single().Rollouts);
        Assert.Equal([new Verdict.Scored(1, "all")], await judging);
    }

    // A method that awaits the launcher itself has fields for it, for which whoever looks through this assembly's types loads Orleans.
    private static ILauncher Launcher(Task connected) => ((Task<ILauncher>)connected).Result;

    private static Rollout Response(int number, int tokens)
    {
        var random = new Random(number);
        return new()
        {
            ProblemId = "problem",
            PromptTokens = [1, 2, 3],
            Turns =
            [
                new PolicyTurn([new(0, [.. Numbers(() => random.Next(100_000, 150_000))], [.. Numbers(() => -random.NextSingle())])]),
            ],
            Text = "a response",
            StopReason = StopReason.EndOfText,
        };

        IEnumerable<T> Numbers<T>(Func<T> draw) => Enumerable.Range(0, tokens).Select(_ => draw());
    }
}
