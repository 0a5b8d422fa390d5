// Form: what the policy wrote is parsed only where it can be
using Kimi.Dsl;

namespace Acme;

[Recipe("numbers-or-throws")]
public abstract partial class NumbersOrThrows
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
    [ExactAnswerReward]
    [Environment<NumbersOrThrowsWorld>(MaxTurns = 4)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    [Environment<NumbersOrThrowsWorld>(MaxTurns = 4)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>A world.</summary>
public sealed class NumbersOrThrowsWorld : IEnvironment<MathProblem>
{
    /// <inheritdoc/>
    public IReadOnlyList<string> TurnEnds => ["\n"];

    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) =>
        new(new Episode(problem));

    private sealed class Episode(MathProblem problem) : IEpisode
    {
        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
        {
            var said = turn.Text.TrimStart('#');
            if (!int.TryParse(said, out var number))
                return new(new EnvironmentReply.Continue("a number, please"));
            var wanted = int.Parse(problem.Answer, System.Globalization.CultureInfo.InvariantCulture);
            if (number == wanted)
                return new(new EnvironmentReply.Finished());
            return new(new EnvironmentReply.Continue(number < wanted ? "more" : "less"));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
