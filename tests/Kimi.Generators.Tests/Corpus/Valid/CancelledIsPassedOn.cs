// Form: a judge closes what it opened when it is cancelled, and passes that on
using Kimi.Dsl;
using System.Net.Http;

namespace Acme;

[Recipe("cancelled-is-passed-on")]
public abstract partial class CancelledIsPassedOn
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
    [Reward<Careful>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<Careful>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Has a solver check a response.</summary>
/// <param name="client">Reaches the solver.</param>
public sealed class Careful(HttpClient client) : IReward<MathProblem>
{
    private static readonly Uri s_solver = new("http://solver:9000/check");

    /// <inheritdoc/>
    public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(TimeSpan.FromSeconds(5));
        try
        {
            using var content = new StringContent($"{problem.Answer} = {rollout.Text}");
            using var answer = await client.PostAsync(s_solver, content, limited.Token);
            answer.EnsureSuccessStatusCode();
            return Verdict.Of(await answer.Content.ReadAsStringAsync(limited.Token) == "equal");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Verdict.TimedOut(TimeSpan.FromSeconds(5));
        }
        catch (HttpRequestException exception)
        {
            return Verdict.Fault.Of(exception);
        }
    }
}
