// Stack: OpenRLHF
// Kind: the address of a judge is one without http
// Caught: build
using Kimi.Dsl;
using System.ComponentModel.DataAnnotations;
using System.Net.Http;

namespace Acme;

[Recipe("endpoint-without-a-scheme")]
public abstract partial class EndpointWithoutAScheme
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
    [Judged(Endpoint = "judge.internal:8000/v1")] //! KIMI5001
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Has a service judge.</summary>
public sealed class JudgedAttribute : RewardAttribute<Judged>
{
    /// <summary>Where the service is.</summary>
    [Required]
    [Url]
    public string Endpoint { get; set; } = "http://localhost:8000/v1";
}

/// <summary>The judge.</summary>
/// <param name="options">Its options.</param>
/// <param name="client">Reaches the service.</param>
public sealed class Judged(JudgedAttribute options, HttpClient client) : IReward<MathProblem>
{
    /// <inheritdoc/>
    public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var query = Uri.EscapeDataString($"{problem.Prompt.Text}\n{rollout.Text}\n{problem.Answer}");
        return Verdict.Of(await client.GetStringAsync(new Uri($"{options.Endpoint}?q={query}"), cancellationToken) == "yes");
    }
}
