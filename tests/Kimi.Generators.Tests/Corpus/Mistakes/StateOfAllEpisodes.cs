// Stack: verl
// Kind: an environment counts turns in a field that all episodes share
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("state-of-all-episodes")]
public abstract partial class StateOfAllEpisodes
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 1_024)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    [Environment<Counting>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Counts.</summary>
public sealed class Counting : IEnvironment<MathProblem>
{
    private int _turns; //! KIMI8003

    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken)
    {
        _turns = 0;
        return new(new Episode(this));
    }

    private sealed class Episode(Counting game) : IEpisode
    {
        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken) =>
            new(++game._turns > 3 ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue("again"));

        public ValueTask DisposeAsync() => default;
    }
}
