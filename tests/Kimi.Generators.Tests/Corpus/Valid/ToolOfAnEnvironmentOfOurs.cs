// Form: an environment calls a described method itself, and catches what it throws
using Kimi.Dsl;
using System.ComponentModel;
using System.Globalization;

namespace Acme;

[Recipe("tool-of-an-environment-of-ours")]
public abstract partial class ToolOfAnEnvironmentOfOurs
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
    [ExactAnswerReward]
    [Environment<Desk>(MaxTurns = 3)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Doubles what it is given.</summary>
public sealed class Doubler
{
    /// <summary>Doubles a number.</summary>
    /// <param name="number">The number.</param>
    [Description("Doubles a number.")]
    public int Double(string number) => checked(2 * int.Parse(number, CultureInfo.InvariantCulture));
}

/// <summary>Calls the tool, and says what is wrong where it throws.</summary>
public sealed class Desk : IEnvironment<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) => new(new Episode(new()));

    private sealed class Episode(Doubler doubler) : IEpisode
    {
        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
        {
            if (turn.Text.Contains('#'))
                return new(new EnvironmentReply.Finished());
            try
            {
                return new(new EnvironmentReply.Continue(doubler.Double(turn.Text).ToString(CultureInfo.InvariantCulture)));
            }
            catch (Exception exception) when (exception is FormatException or OverflowException)
            {
                return new(new EnvironmentReply.Continue("no number"));
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
