// Form: a world that lasts for its number of turns, and a reward that counts the tokens of the policy
using Kimi.Dsl;

namespace Acme;

[Recipe("world-of-four-turns")]
public abstract partial class WorldOfFourTurns
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<BriefAndRight>]
    [Environment<Echo>(MaxTurns = 4)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Asks to go on, for as many turns as there are.</summary>
public sealed class Echo : IEnvironment<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) => new(new Episode());

    private sealed class Episode : IEpisode
    {
        private int _turns;

        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken) =>
            new(new EnvironmentReply.Continue(++_turns == 3 ? "last turn" : "go on"));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

/// <summary>Right, and with few tokens of its own.</summary>
public sealed class BriefAndRight : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var right = rollout.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal);
        return new(new Verdict.Scored(right ? 1 - (0.3 * Math.Min(1, rollout.Length / 512.0)) : 0));
    }
}
