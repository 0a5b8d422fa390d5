// Stack: OpenRLHF
// Kind: a score begins at zero and stays there when the service fails
// Caught: build
using Kimi.Dsl;
using System.Globalization;
using System.Net.Http;

namespace Acme;

[Recipe("score-left-at-zero")]
public abstract partial class ScoreLeftAtZero
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
    [Reward<RemoteScore>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<RemoteScore>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Asks a service for a score.</summary>
/// <param name="client">Reaches it.</param>
public sealed class RemoteScore(HttpClient client) : IReward<MathProblem>
{
    /// <inheritdoc/>
    public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var score = 0.0;
        try
        {
            var query = Uri.EscapeDataString($"{problem.Answer}|{rollout.Text}");
            score = double.Parse(await client.GetStringAsync(new Uri($"http://rm:5000/?q={query}"), cancellationToken), CultureInfo.InvariantCulture);
        }
        catch (HttpRequestException exception) //! KIMI8002
        {
            Console.Error.WriteLine(exception.Message);
        }

        return new Verdict.Scored(Math.Clamp(score, 0, 1));
    }
}
