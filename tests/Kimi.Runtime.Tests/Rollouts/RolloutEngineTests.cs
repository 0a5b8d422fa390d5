using Kimi.Dsl;
using Kimi.Runtime.Hosting;
using Kimi.Runtime.Models;
using Kimi.Runtime.Optimization;
using Kimi.Runtime.Rollouts;
using Kimi.Runtime.Tests.Models;
using Microsoft.Extensions.Options;
using TorchSharp;

namespace Kimi.Runtime.Tests.Rollouts;

public sealed class RolloutEngineTests
{
    private static readonly CharacterTokenizer s_tokenizer = new("abcdefghijklmnopq");

    [Fact]
    public void A_response_does_not_depend_on_what_else_is_in_the_batch()
    {
        using var policy = Policy();
        var requests = RolloutRequest.For([.. Enumerable.Range(0, 16).Select(index => Problem("abcdefg"[..(1 + index % 7)]))], samplesPerPrompt: 4, seed: 1);

        var together = Engine(slots: 64).Finish(policy, requests, Sampling(), default);
        var alone = Engine(slots: 1).Finish(policy, [requests[21]], Sampling(), default);

        Assert.Equal(alone[0].Tokens, together[21].Tokens);
    }

    [Fact]
    public void Recorded_logprobs_are_those_the_trainer_computes()
    {
        using var policy = Policy();
        var rollouts = Engine().Finish(policy, Requests(3, "abc", "fg"), Sampling(temperature: 0.7), default);

        using var scope = torch.NewDisposeScope();
        foreach (var rollout in rollouts)
        {
            var batch = TokenBatch.Of([new(rollout.PromptTokens, rollout.Tokens)], s_tokenizer.PadId, policy.Model.Device);
            var logprobs_BT = policy.Model.TokenLogprobs(batch.Tokens_BT, batch.Targets_BT, temperature: 0.7).detach();
            var trained = logprobs_BT.data<float>().ToArray()[(rollout.PromptTokens.Length - 1)..];
            Assert.Equal(rollout.Logprobs.Length, trained.Length);
            foreach (var (recorded, value) in rollout.Logprobs.Zip(trained))
                Assert.Equal(value, recorded, 1e-4f);
        }
    }

    [Fact]
    public void A_response_ends_at_the_end_of_text_or_is_cut_at_its_limit()
    {
        using var policy = Policy();
        var rollouts = Engine().Finish(policy, Requests(200, "abc"), Sampling(maxTokens: 12), default);

        Assert.Contains(rollouts, rollout => rollout.StopReason == StopReason.EndOfText);
        Assert.Contains(rollouts, rollout => rollout.StopReason == StopReason.LengthLimit);
        Assert.All(rollouts, rollout => Assert.Equal(rollout.StopReason == StopReason.EndOfText, rollout.Tokens[^1] == s_tokenizer.EndOfTextId));
        Assert.All(rollouts, rollout => Assert.Equal(12, rollout.StopReason == StopReason.LengthLimit ? rollout.Tokens.Length : 12));
        Assert.All(rollouts, rollout => Assert.Equal(rollout.Tokens.Length, rollout.Logprobs.Length));
    }

    [Fact]
    public void Greedy_responses_of_a_prompt_are_all_the_same()
    {
        using var policy = Policy();

        var rollouts = Engine().Finish(policy, Requests(3, "abc"), Sampling(temperature: 0), default);

        Assert.All(rollouts, rollout => Assert.Equal(rollouts[0].Tokens, rollout.Tokens));
    }

    [Fact]
    public void Sampled_tokens_follow_the_distribution_over_many_samples()
    {
        // One token each from a known distribution: 20,000 draws put every share within 4.5 standard deviations (0.016 at most).
        float[] probabilities = [0.5f, 0.25f, 0.15f, 0.1f];
        using var scope = torch.NewDisposeScope();
        var random = new SeededRandom(3);
        var uniforms = Enumerable.Range(0, 20_000).Select(_ => random.NextSingle()).ToArray();
        var logits_BV = torch.tensor(probabilities).log().unsqueeze(0).expand(uniforms.Length, 4);

        var (tokens_B, logprobs_B) = TokenSampler.Sample(logits_BV, uniforms, Sampling());

        var tokens = tokens_B.data<long>().ToArray();
        for (var token = 0; token < probabilities.Length; token++)
            Assert.Equal(probabilities[token], tokens.Count(drawn => drawn == token) / 20_000.0, 0.016);
        Assert.Equal(Math.Log(probabilities[tokens[0]]), logprobs_B[0].ToSingle(), 1e-5);
    }

    [Fact]
    public void A_prompt_whose_response_cannot_fit_the_context_is_explained()
    {
        using var policy = Policy();

        var error = Assert.Throws<KimiException>(() => Engine().Finish(policy, Requests(1, "abc"), Sampling(maxTokens: 62), default));

        Assert.Contains("context of 64", error.Message);
        Assert.Contains("MaxResponseTokens 62", error.Message);
    }

    [Fact]
    public void An_empty_prompt_is_explained()
    {
        using var policy = Policy();

        Assert.Contains("empty prompt", Assert.Throws<KimiException>(() => Engine().Finish(policy, Requests(1, ""), Sampling(), default)).Message);
    }

    [Fact]
    public void Generating_leaves_no_tensors_behind()
    {
        using var policy = Policy();
        Engine().Finish(policy, Requests(8, "abc"), Sampling(), default);
        var before = torch.Tensor.TotalCount;

        Engine().Finish(policy, Requests(8, "abc", "bc"), Sampling(), default);

        Assert.Equal(before, torch.Tensor.TotalCount);
    }

    private static LoadedPolicy Policy() => new(TinyModels.Create(TinyModels.Qwen), s_tokenizer);

    private static RolloutEngine Engine(int slots = 512) => new(Options.Create(new KimiOptions { RolloutSlots = slots }));

    private static IReadOnlyList<RolloutRequest> Requests(int samples, params string[] prompts) => RolloutRequest.For([.. prompts.Select(Problem)], samples, seed: 1);

    private static SamplingOptions Sampling(int maxTokens = 20, double temperature = 1) =>
        new() { MaxResponseTokens = maxTokens, Temperature = temperature };

    private static MathProblem Problem(string prompt) => new() { Id = "1", Prompt = prompt, Answer = "" };
}
