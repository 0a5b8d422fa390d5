using System.ComponentModel;
using System.Globalization;
using Kimi.Dsl;
using Kimi.Recipes.Chains;

namespace Kimi.Recipes.Tests.Workers;

/// <summary>A stage whose policy plays a game, with turns that spread over iterations, and a report in which it calls a tool.</summary>
[Recipe("played", Seed = 7)]
public abstract partial class PlayedRecipe
{
    [ChainProblems(Count = 32)]
    public abstract PromptSet Problems();

    [ChainProblems(Count = 8, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [ChainTraces]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(
        Layers = 1, HiddenSize = 24, AttentionHeads = 2, KeyValueHeads = 1, FeedForwardSize = 32, ContextLength = 256, Alphabet = ChainTraces.Alphabet)]
    public abstract Policy Initial();

    [FineTune(Steps = 4, BatchSize = 2, WarmupSteps = 2)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 4, PromptsPerIteration = 6, SamplesPerPrompt = 4, MaxResponseTokens = 60, StepsPerIteration = 1)]
    [MirrorDescent]
    [PartialRollouts(TokenBudget = 45)]
    [Game(Milliseconds = 100, MaxTurns = 5, MaxReplyTokens = 4)]
    [ExactAnswerReward(Weight = 0.5)]
    [Reward<EvenLength>(Weight = 0.5)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate(MaxResponseTokens = 60)]
    [Tools<Dice, AlwaysRolls>(MaxTurns = 5, MaxReplyTokens = 4, DescribeTools = false)]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Lets the policy play a game.</summary>
public sealed class GameAttribute : EnvironmentAttribute<Game>
{
    /// <summary>How slowly it replies.</summary>
    public int Milliseconds { get; set; }
}

/// <summary>A game that only this application has: each reply depends on all that the policy wrote, on the problem and on dice.</summary>
/// <param name="options">Its options.</param>
[ImplementationVersion(1)]
public sealed class Game(GameAttribute options) : IEnvironment<MathProblem>
{
    internal const string PlayedBy = "played-by-";

    public IReadOnlyList<string> TurnEnds => [";"];

    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) =>
        new(new Episode(problem.Prompt.Text.Length, new SeededRandom(context.Seed), options.Milliseconds));

    private sealed class Episode(int score, Random dice, int milliseconds) : IEpisode
    {
        private int _score = score;
        private int _turns;

        public IReadOnlyList<Message> Opening => [new(MessageRole.Tool, [new PromptPart.Text(Digit(_score))])];

        public async ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
        {
            // Before, there is no turn that could be played again.
            if (++_turns == 2)
                ProcessMark.Leave(PlayedBy);
            await Task.Delay(milliseconds, cancellationToken);
            _score += turn.Text.Length + dice.Next(10);
            return _score % 17 == 0 ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue(Digit(_score));
        }

        public ValueTask DisposeAsync() => default;

        private static string Digit(int score) => (score % 10).ToString(CultureInfo.InvariantCulture);
    }
}

/// <summary>A tool that only this application has.</summary>
/// <param name="context">The episode, which has the seed.</param>
public sealed class Dice(EpisodeContext context)
{
    internal const string RolledBy = "rolled-by-";

    private readonly SeededRandom _random = new(context.Seed);

    [Description("Rolls a die.")]
    public int Roll()
    {
        ProcessMark.Leave(RolledBy);
        return _random.Next(1, 7);
    }
}

/// <summary>Takes every turn for a call.</summary>
[ImplementationVersion(1)]
public sealed class AlwaysRolls : IToolProtocol
{
    public IReadOnlyList<string> TurnEnds => [";"];

    public string Describe(IReadOnlyList<ToolDescription> tools) => "";

    public IReadOnlyList<ToolCall> Read(string turn) => [new ToolCall.Positional("roll", [])];

    public string Write(IReadOnlyList<string> results) => string.Concat(results);
}
