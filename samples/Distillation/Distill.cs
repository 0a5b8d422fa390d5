using System.Diagnostics;
using Kimi.Dsl;
using Kimi.Runtime.Rollouts;
using Kimi.Torch.Models;
using Kimi.Torch.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace Distillation;

/// <summary>
/// On-policy distillation. The student π answers prompts, and over the N tokens of its responses it descends the reverse divergence from the teacher π_T,
/// L = (1/N) Σₙ KL(π(·|sₙ) ‖ π_T(·|sₙ)) = (1/N) Σₙ Σᵥ π(v|sₙ)·(log π(v|sₙ) − log π_T(v|sₙ)), where sₙ is what precedes token n.
/// </summary>
/// <remarks>
/// GKD (arXiv 2306.13649) with the reverse divergence, on responses that are all the student's. It is also what the policy gradient with the advantage
/// −(log π − log π_T) of the sampled token and discount 0 (Thinking Machines, "On-Policy Distillation", 2025) is on average: the sum over the vocabulary takes
/// away the variance of sampling one token. As there, no gradient flows through how sₙ was sampled. Every step is taken on fresh responses, so no importance
/// ratio is needed. Both distributions are those at the sampling temperature.
/// </remarks>
/// <param name="policies">Opens student and teacher.</param>
/// <param name="sampler">Samples the student's responses.</param>
/// <param name="dispatcher">Knows when the student's weights may change.</param>
[ImplementationVersion(1)]
public sealed class Distill(PolicySource policies, RolloutSampler sampler, RolloutDispatcher dispatcher)
    : IStage<DistillAttribute, Policy, Policy, PromptSet, Policy>
{
    /// <inheritdoc/>
    public async Task<Policy> RunAsync(
        DistillAttribute options, Policy student, Policy teacher, PromptSet prompts, StageContext context, CancellationToken cancellationToken)
    {
        if (prompts.Count == 0)
            throw new KimiException($"stage {context.StageName} has no prompts to ask: check stage {prompts.Origin}");
        using var learner = policies.Open(student);
        using var expert = policies.OpenFrozen(teacher);
        if (!learner.Tokenizer.Equals(expert.Tokenizer) || learner.Config.VocabSize != expert.Config.VocabSize)
        {
            throw new KimiException(
                $"stage {context.StageName} compares what {student.Origin} and {teacher.Origin} think of each token, and their tokenizers differ: "
                + "take policies of one tokenizer");
        }

        using var optimizer = new FlatAdam(learner.Weights.Model.Trained);
        var asked = PromptTokens.Of(learner, prompts, options.MaxResponseTokens);
        var divergence = double.NaN;
        foreach (var iteration in context.Checkpoints.Steps(
            options.Iterations, options.CheckpointEvery, options.KeepCheckpoints, [learner, optimizer], cancellationToken))
        {
            var watch = Stopwatch.StartNew();
            var responses = await SampleAsync(options, learner, asked, iteration, context).ConfigureAwait(false);
            divergence = Backward(responses, learner.Weights, expert.Weights, options);
            var norm = optimizer.Step(options.LearningRateAt(iteration));
            if (!double.IsFinite(divergence) || !double.IsFinite(norm))
                throw new KimiException($"stage {context.StageName} diverged at iteration {iteration}: lower its LearningRate of {options.LearningRate}");
            var tokens = responses.Sum(response => response.Response.Length);
            context.Record(
                iteration,
                options.Iterations,
                new Dictionary<string, double> { ["kl"] = divergence, ["generatedTokens"] = tokens, ["gradientNorm"] = norm },
                new Dictionary<string, double> { ["tokensPerSecond"] = tokens / watch.Elapsed.TotalSeconds });
        }

        context.Summarize("kl", divergence);
        context.Summarize("iterations", options.Iterations);
        return learner.Save(context.OutputFolder);
    }

    private async Task<IReadOnlyList<TokenSequence>> SampleAsync(
        DistillAttribute options, PolicyHandle learner, IReadOnlyList<RolloutPrompt> prompts, int iteration, StageContext context)
    {
        RolloutPrompt[] drawn = [.. prompts];
        context.Random("prompts", iteration).Shuffle(drawn);
        var batch = new SamplingBatch
        {
            Stage = context.StageName,
            Address = context.Address,
            Purpose = $"{iteration}",
            Prompts = [.. drawn.Take(options.PromptsPerIteration)],
            SamplesPerPrompt = options.SamplesPerPrompt,
            Seed = SeededRandom.DeriveSeed(context.Seed, "responses", iteration),
            Sampling = options.ToSampling(),
            Version = iteration,
            Parts = options.Parts,
        };

        // Whoever stops the run waits for the iteration, whose work a checkpoint then keeps.
        var responses = await sampler.SampleAsync(learner, batch, cancellationToken: CancellationToken.None).ConfigureAwait(false);
        await dispatcher.WithdrawAsync(learner).ConfigureAwait(false);
        return [.. responses.Select(response => new TokenSequence([.. response.PromptTokens], [.. response.Tokens]))];
    }

    // L, whose gradients are collected batch by batch.
    private static double Backward(IReadOnlyList<TokenSequence> responses, LoadedPolicy student, LoadedPolicy teacher, DistillAttribute options)
    {
        var tokens = responses.Sum(response => response.Response.Length);
        var total = 0.0;
        foreach (var part in responses.OrderBy(response => response.Length).Chunk(options.BatchSize))
        {
            using var scope = NewDisposeScope();
            var batch = TokenBatch.Of(part, student);
            var places_N = batch.Targets_BT.ne(Transformer.IgnoreIndex).flatten().nonzero().flatten();
            Tensor teacher_NV;
            using (no_grad())
                teacher_NV = Logprobs(teacher, batch, places_N, options.Temperature);
            var student_NV = Logprobs(student, batch, places_N, options.Temperature);
            var loss = (student_NV.exp() * (student_NV - teacher_NV)).sum() / tokens;
            loss.backward();
            total += loss.ToSingle();
        }

        return total;
    }

    // log π(v|sₙ) of every token v, at the places where a token of a response is predicted.
    private static Tensor Logprobs(LoadedPolicy policy, TokenBatch batch, Tensor places_N, double temperature) =>
        nn.functional.log_softmax(policy.Model.Forward(batch.Tokens_BT).flatten(0, 1).index_select(0, places_N) / temperature, dim: 1);
}
