// Form: a loaded chat model looks things up by JSON calls, its tools take the problem in their constructor, and the reward reads the last turn alone
using System.ComponentModel;
using System.Globalization;
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme.Stockroom;

[Recipe("lookup-in-conversations", Seed = 4)]
[Sampling(MaxResponseTokens = 400)]
public abstract partial class LookupInConversations
{
    [LoadPolicy("models/qwen2.5-1.5b-instruct")]
    public abstract Policy Chat();

    [Problems<StockQuestions>(Count = 3_000)]
    public abstract PromptSet Questions();

    [Problems<StockQuestions>(Count = 250, Split = Split.HeldOut)]
    public abstract PromptSet Asked();

    [Reinforce(Iterations = 60, PromptsPerIteration = 32, LearningRate = 2e-6, MaxRefills = 1)]
    [Grpo]
    [Tools<Stockroom>(MaxTurns = 5, MaxReplyTokens = 600, OnFault = ToolFault.Message)]
    [Reward<CountInTheEnd>]
    public abstract Policy Clerk(Policy chat, PromptSet questions);

    [Evaluate(SamplesPerPrompt = 2)]
    [Tools<Stockroom>(MaxTurns = 5, MaxReplyTokens = 600, OnFault = ToolFault.Message)]
    [Reward<CountInTheEnd>]
    public abstract Evaluation Report(Policy chat, Policy clerk, PromptSet asked);
}

/// <summary>A question of what is in stock in two rooms together.</summary>
[ProblemType("acme-stock")]
public sealed record StockQuestion : Problem
{
    /// <summary>What there is, by room.</summary>
    public required ValueList<int> Rooms { get; init; }

    /// <summary>The two rooms that are asked for, from 1.</summary>
    public required ValueList<int> Asked { get; init; }

    /// <summary>The right number.</summary>
    public int Total => Asked.Sum(room => Rooms[room - 1]);
}

/// <summary>Asks for two of six rooms.</summary>
public sealed class StockQuestions : IProblemSource<StockQuestion>
{
    /// <inheritdoc/>
    public IEnumerable<StockQuestion> Problems(Random random)
    {
        for (var number = 1; ; number++)
        {
            int[] rooms = [.. Enumerable.Range(0, 6).Select(_ => random.Next(0, 500))];
            int[] order = [1, 2, 3, 4, 5, 6];
            random.Shuffle(order);
            var question = $"Order {number}-{random.Next(1_000)}: how many boxes are in rooms {order[0]} and {order[1]} together? "
                + "Close with 'Total: ' and the number.";
            yield return new()
            {
                Id = $"stock/{number}",
                Prompt = new Prompt.Conversation(
                [
                    new(MessageRole.System, [new PromptPart.Text("You look after a stockroom. Look a room up before you speak of it.")]),
                    new(MessageRole.User, [new PromptPart.Text(question)]),
                ]),
                Rooms = [.. rooms],
                Asked = [order[0], order[1]],
            };
        }
    }
}

/// <summary>The stockroom of one question.</summary>
/// <param name="question">What is in it.</param>
public sealed class Stockroom(StockQuestion question)
{
    /// <summary>Counts.</summary>
    [Description("Counts the boxes in a room.")]
    public int CountBoxes([Description("the room's number, from 1 to 6")] int room) =>
        room is >= 1 and <= 6 ? question.Rooms[room - 1] : throw new ArgumentOutOfRangeException(nameof(room), "there are rooms 1 to 6");
}

/// <summary>Compares the total that the last turn states.</summary>
public sealed class CountInTheEnd : IReward<StockQuestion>
{
    private static readonly Regex s_total = new(@"Total:\s*\**\s*(\d+)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(StockQuestion problem, Rollout rollout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(rollout);
        if (s_total.Matches(rollout.Text) is not [.., { } match])
            return ValueTask.FromResult<Verdict>(new Verdict.Scored(0, "no total"));
        var said = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        return ValueTask.FromResult<Verdict>(new Verdict.Scored(said == problem.Total ? 1 : 0, "total") { Answer = $"{said}" });
    }
}
