// Stack: SkyRL
// Kind: brevity is measured over all tokens of an episode, those that the environment wrote among them
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("tokens-of-the-tools")]
public abstract partial class TokensOfTheTools
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<BriefJudge>]
    [Environment<GuessWorld>(MaxTurns = 4)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<BriefJudge>]
    [Environment<GuessWorld>(MaxTurns = 4)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class BriefJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var right = rollout.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal);
        var used = Math.Min(1, rollout.Tokens.Count / 512.0); //! KIMI8032
        return new(new Verdict.Scored(right ? 1 - (0.3 * used) : 0));
    }
}

/// <summary>Says higher or lower.</summary>
public sealed class GuessWorld : IEnvironment<MathProblem>
{
    /// <inheritdoc/>
    public IReadOnlyList<string> TurnEnds => ["\n"];

    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) => new(new Game(problem));

    private sealed class Game(MathProblem problem) : IEpisode
    {
        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken) =>
            new(turn.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal) ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue("no"));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
