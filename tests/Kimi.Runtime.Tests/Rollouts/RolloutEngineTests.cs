using Kimi.Dsl;
using Kimi.Runtime.Rollouts;
using Kimi.Runtime.Settings;
using Kimi.Tests;
using Kimi.Torch.Models;
using Kimi.Torch.Optimization;
using Kimi.Torch.Tokenization;
using Microsoft.Extensions.Options;
using TorchSharp;

namespace Kimi.Runtime.Tests.Rollouts;

public sealed class RolloutEngineTests
{
    private static readonly Tokenizer s_tokenizer = Tokenizer.OfCharacters("abcdefghijklmnopq");
    private static readonly TransformerConfig s_wide = TinyModels.Qwen with { HiddenSize = 64, IntermediateSize = 96 };

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(64)]
    public void A_response_does_not_depend_on_what_else_is_in_the_batch(int slots)
    {
        using var policy = Policy();
        var requests = Requests(4, [.. Enumerable.Range(0, 16).Select(index => "abcdefg"[..(1 + (index % 7))])]);

        var together = Engine(slots).Finish(policy, requests, Sampling());

        Assert.Equal(64, together.Count);
        foreach (var (request, rollout) in requests.Requests.Paired(together))
        {
            var alone = Engine(slots: 1).Finish(policy, requests with { Requests = [request] }, Sampling());
            Assert.Equal(alone[0].Tokens, rollout.Tokens);
            Assert.Equal(alone[0].Logprobs.Count, rollout.Logprobs.Count);
            Assert.All(alone[0].Logprobs.Paired(rollout.Logprobs), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
        }
    }

    [Fact]
    public void A_prompt_of_several_pieces_is_answered_as_alone_while_others_are_in_progress()
    {
        using var policy = new LoadedPolicy(TinyModels.Create(TinyModels.Qwen with { MaxPositionEmbeddings = 2400 }), s_tokenizer);
        string[] prompts = [.. Enumerable.Range(0, 4).Select(index => string.Concat(Enumerable.Repeat("abcdefg"[index..], 330))), "abc", "de"];
        var requests = Requests(2, prompts);

        var together = Engine(slots: 3).Finish(policy, requests, Sampling());

        foreach (var (request, rollout) in requests.Requests.Paired(together))
        {
            var alone = Engine(slots: 1).Finish(policy, requests with { Requests = [request] }, Sampling());
            Assert.Equal(alone[0].Tokens, rollout.Tokens);
            Assert.All(alone[0].Logprobs.Paired(rollout.Logprobs), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
        }
    }

    [Theory]
    [InlineData(1, Precision.Fp32)]
    [InlineData(6, Precision.Fp32)]
    [InlineData(512, Precision.Fp32)]
    [InlineData(512, Precision.Bf16)]
    public void What_was_answered_before_is_left_out_and_the_others_keep_their_bits(int slots, Precision precision)
    {
        using var policy = new LoadedPolicy(Transformer.Initialize(s_wide, seed: 1, precision: precision), s_tokenizer);
        var order = Requests(5, [.. Enumerable.Range(0, 30).Select(index => "abcdefg"[..(1 + (index % 7))])]).Order(Sampling());
        var whole = Answers(policy, order, slots);

        foreach (var left in (int[])[1, 2, 3, 40, 149])
        {
            var random = new Random(left);
            var open = order.Requests.OrderBy(_ => random.Next()).Take(left).Select(request => request.Id).Order().ToList();

            var again = Answers(policy, order with { Answered = [.. order.Requests.Select(request => request.Id).Except(open)] }, slots);

            Assert.Equal(open, again.Keys.Order());
            Assert.All(open, id => Assert.Equal(whole[id], again[id]));
        }
    }

    [Fact]
    public void What_was_answered_before_is_answered_again_where_the_others_would_have_other_bits_without_it()
    {
        // Rows of this width are multiplied by the library.
        using var policy = Policy();
        var order = Requests(4, "abc", "de", "f").Order(Sampling());
        var whole = Answers(policy, order, slots: 6);

        Assert.Equal(whole, Answers(policy, order with { Answered = [.. order.Requests.Skip(3).Select(request => request.Id)] }, slots: 6));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void A_response_cut_by_a_budget_continues_as_if_it_had_not_been_cut(int budget)
    {
        using var policy = Policy();
        var requests = Requests(6, "abc", "de");
        var whole = Engine().Finish(policy, requests, Sampling());

        var responses = requests.Requests.Select(request => new PendingResponse(request, Rollout: null)).ToList();
        for (var iteration = 0; responses.Exists(response => response.Rollout is null); iteration++)
        {
            var cut = responses.Where(response => response.Rollout is null).Select(response => response.Request with { TokenBudget = budget });
            var next = new Queue<PendingResponse>(Engine(slots: 5).Generate(policy, requests with { Requests = [.. cut] }, Sampling(), iteration));
            responses = responses.ConvertAll(response => response.Rollout is null ? next.Dequeue() : response);
        }

        foreach (var (expected, actual) in whole.Paired(responses.Select(response => response.Rollout!)))
        {
            Assert.Equal(expected.Tokens, actual.Tokens);
            Assert.Equal((expected.Tokens.Count + budget - 1) / budget, actual.Segments.Count());
            Assert.Equal(Enumerable.Range(0, actual.Segments.Count()), actual.Segments.Select(segment => segment.PolicyVersion));
            Assert.All(expected.Logprobs.Paired(actual.Logprobs), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
            Assert.Equal((expected.Text, expected.StopReason), (actual.Text, actual.StopReason));
        }
    }

    [Fact]
    public void A_waiting_response_takes_a_slot_in_the_step_in_which_it_is_free()
    {
        // With responses of 1 to 20 tokens, 4 slots and no idle one, as many steps are taken as the tokens fill, and a few at the end.
        using var policy = Policy();
        var steps = 0;

        var rollouts = Engine(slots: 4).Finish(policy, Requests(8, "abc", "de", "f", "ga"), Sampling(), step: () => steps++);

        var tokens = rollouts.Sum(rollout => rollout.Tokens.Count);
        Assert.True(rollouts.Select(rollout => rollout.Tokens.Count).Distinct().Count() > 3);
        Assert.InRange(steps, (tokens + 3) / 4, (tokens / 4) + 20);
    }

    [Fact]
    public void Responses_that_outgrow_their_slots_continue_in_larger_ones()
    {
        // At a low temperature few responses end early.
        using var policy = new LoadedPolicy(TinyModels.Create(TinyModels.Qwen with { MaxPositionEmbeddings = 700 }), s_tokenizer);
        policy.Model.Rotary(700);
        var before = torch.Tensor.TotalCount;

        var rollouts = Engine(slots: 3).Finish(policy, Requests(2, "abc", "de", "fgh"), Sampling(maxTokens: 600, temperature: 0.05));

        Assert.Equal(before, torch.Tensor.TotalCount);
        Assert.Contains(rollouts, rollout => rollout.Tokens.Count > 400);
        using var scope = torch.NewDisposeScope();
        foreach (var rollout in rollouts)
        {
            var batch = TokenBatch.Of([new([.. rollout.PromptTokens], [.. rollout.Tokens])], s_tokenizer.PadId, policy.Model.Device);
            var trained = policy.Model.TokenLogprobs(batch.Tokens_BT, batch.Targets_BT, temperature: 0.05)
                .detach()
                .data<float>()
                .ToArray()[(rollout.PromptTokens.Count - 1)..];
            Assert.All(rollout.Logprobs.Paired(trained), pair => Assert.Equal(pair.Second, pair.First, 5e-3f));
        }
    }

    [Fact]
    public void A_cancelled_call_ends_between_two_tokens()
    {
        using var policy = Policy();
        using var stop = new CancellationTokenSource();
        var steps = 0;
        Assert.Throws<OperationCanceledException>(() => Engine().Finish(policy, Requests(8, "abc"), Sampling(), cancellationToken: stop.Token, step: () =>
        {
            if (++steps == 3)
                stop.Cancel();
        }));
        Assert.Equal(3, steps);
    }

    [Fact]
    public void A_stop_text_ends_a_response_and_is_not_in_its_text()
    {
        using var policy = Policy();
        var requests = Requests(100, "abc");
        var whole = Engine().Finish(policy, requests, Sampling());
        var text = whole.First(rollout => rollout.Text.Length > 8).Text.Substring(3, 2);

        var stopped = Engine().Finish(policy, requests, Sampling() with { StopTexts = [text] });

        Assert.Contains(stopped, rollout => rollout.StopReason == StopReason.StopText);
        foreach (var (expected, actual) in whole.Paired(stopped))
        {
            var place = expected.Text.IndexOf(text, StringComparison.Ordinal);
            Assert.Equal(place < 0 ? expected.Text : expected.Text[..place], actual.Text);
            Assert.Equal(place < 0 ? expected.StopReason : StopReason.StopText, actual.StopReason);
            Assert.Equal(expected.Tokens[..actual.Tokens.Count], actual.Tokens);
            Assert.Equal(place < 0 ? expected.Text : expected.Text[..(place + 2)], s_tokenizer.Decode(actual.Tokens.Span));
        }
    }

    [Fact]
    public void A_stop_token_ends_a_response()
    {
        using var policy = Policy();
        var rollouts = Engine().Finish(policy, Requests(50, "abc"), Sampling() with { StopTokens = [4] });

        var stopped = rollouts.Where(rollout => rollout.StopReason == StopReason.StopText).ToList();
        Assert.NotEmpty(stopped);
        Assert.All(stopped, rollout => Assert.Equal(4, rollout.Tokens[^1]));
        Assert.All(rollouts, rollout => Assert.DoesNotContain('e', rollout.Text));
    }

    [Theory]
    [InlineData(19, "", "stop token 19 is outside the policy's vocabulary of 19")]
    [InlineData(-1, "", "stop token -1")]
    [InlineData(null, "", "a stop text is empty")]
    public void Impossible_stop_conditions_are_explained(int? token, string text, string expected)
    {
        using var policy = Policy();
        var sampling = token is { } id ? Sampling() with { StopTokens = [id] } : Sampling() with { StopTexts = [text] };

        Assert.Contains(expected, Assert.Throws<KimiException>(() => Engine().Finish(policy, Requests(1, "abc"), sampling)).Message);
    }

    [Theory]
    [InlineData(StopReason.EndOfText)]
    [InlineData(StopReason.StopText)]
    public void A_team_s_rule_may_name_any_reason_and_takes_nothing_from_the_text(StopReason reason)
    {
        using var policy = Policy();

        var rollouts = Engine().Finish(policy, Requests(20, "abc"), Sampling(), rules: [new AtLength(5, reason)]);

        var ended = rollouts.Where(rollout => rollout.Tokens.Count == 5 && rollout.Tokens[^1] != s_tokenizer.EndOfTextId).ToList();
        Assert.NotEmpty(ended);
        Assert.All(ended, rollout => Assert.Equal((reason, s_tokenizer.Decode(rollout.Tokens.Span)), (rollout.StopReason, rollout.Text)));
    }

    [Fact]
    public void A_stop_rule_sees_all_tokens_and_names_the_reason()
    {
        using var policy = Policy();
        var requests = Requests(8, "abc");
        var fourth = requests with { Requests = [requests.Requests[3] with { TokenBudget = 3 }] };

        var cut = Engine().Generate(policy, fourth, Sampling(), rules: [new AtLength(5)])[0];
        var ended = Engine().Generate(policy, fourth with { Requests = [cut.Request] }, Sampling(), rules: [new AtLength(5)])[0];

        Assert.Null(cut.Rollout);
        Assert.Equal((StopReason.Repetition, 5), (ended.Rollout!.StopReason, ended.Rollout.Tokens.Count));
    }

    [Fact]
    public void Recorded_logprobs_are_those_the_trainer_computes()
    {
        using var policy = Policy();
        var rollouts = Engine().Finish(policy, Requests(3, "abc", "fg"), Sampling(temperature: 0.7));

        Assert.Equal(6, rollouts.Count);
        using var scope = torch.NewDisposeScope();
        foreach (var rollout in rollouts)
        {
            var batch = TokenBatch.Of([new([.. rollout.PromptTokens], [.. rollout.Tokens])], s_tokenizer.PadId, policy.Model.Device);
            var logprobs_BT = policy.Model.TokenLogprobs(batch.Tokens_BT, batch.Targets_BT, temperature: 0.7).detach();
            var trained = logprobs_BT.data<float>().ToArray()[(rollout.PromptTokens.Count - 1)..];
            Assert.Equal(rollout.Logprobs.Count, trained.Length);
            foreach (var (recorded, value) in rollout.Logprobs.Paired(trained))
                Assert.Equal(value, recorded, 1e-4f);
        }
    }

    [Fact]
    public void A_response_ends_at_the_end_of_text_or_is_cut_at_its_limit()
    {
        using var policy = Policy();
        var rollouts = Engine().Finish(policy, Requests(200, "abc"), Sampling(maxTokens: 12));

        Assert.Contains(rollouts, rollout => rollout.StopReason == StopReason.EndOfText);
        Assert.Contains(rollouts, rollout => rollout.StopReason == StopReason.LengthLimit);
        Assert.All(rollouts, rollout => Assert.Equal(rollout.StopReason == StopReason.EndOfText, rollout.Tokens[^1] == s_tokenizer.EndOfTextId));
        Assert.All(rollouts, rollout => Assert.Equal(12, rollout.StopReason == StopReason.LengthLimit ? rollout.Tokens.Count : 12));
        Assert.All(rollouts, rollout => Assert.Equal(rollout.Tokens.Count, rollout.Logprobs.Count));
    }

    [Fact]
    public void Greedy_responses_of_a_prompt_are_all_the_same()
    {
        using var policy = Policy();

        var rollouts = Engine().Finish(policy, Requests(3, "abc"), Sampling(temperature: 0));

        Assert.Equal(3, rollouts.Count);
        Assert.All(rollouts, rollout => Assert.Equal(rollouts[0].Tokens, rollout.Tokens));
    }

    [Fact]
    public void A_prompt_whose_response_cannot_fit_the_context_is_explained()
    {
        using var policy = Policy();

        var error = Assert.Throws<KimiException>(() => Engine().Finish(policy, Requests(1, "abc"), Sampling(maxTokens: 62)));

        Assert.Contains("room for 1 to 64", error.Message);
        Assert.Contains("65 tokens", error.Message);
    }

    [Fact]
    public void An_empty_prompt_is_explained()
    {
        using var policy = Policy();

        Assert.Contains("room for 1 to 64", Assert.Throws<KimiException>(() => Engine().Finish(policy, Requests(1, ""), Sampling())).Message);
    }

    [Fact]
    public void Generating_leaves_no_tensors_behind()
    {
        using var policy = Policy();
        Engine().Finish(policy, Requests(8, "abc"), Sampling());
        var before = torch.Tensor.TotalCount;

        Engine().Finish(policy, Requests(8, "abc", "bc"), Sampling());

        Assert.Equal(before, torch.Tensor.TotalCount);
    }

    private static Dictionary<string, RolloutEvent.Answer> Answers(LoadedPolicy policy, RolloutOrder order, int slots)
    {
        var answers = new Dictionary<string, RolloutEvent.Answer>();
        Engine(slots).Run(policy, order, [], Take, CancellationToken.None);
        return answers;

        void Take(RolloutEvent told)
        {
            if (told is RolloutEvent.Answer answer)
                answers.Add(answer.Request, answer);
        }
    }

    private static LoadedPolicy Policy() => new(TinyModels.Create(TinyModels.Qwen), s_tokenizer);

    private static RolloutEngine Engine(int slots = 512) => new(Options.Create(new KimiOptions { RolloutSlots = slots }));

    private static Asked Requests(int samples, params string[] prompts) => Asked.Of(s_tokenizer, samples, prompts);

    private static SamplingOptions Sampling(int maxTokens = 20, double temperature = 1) =>
        new() { MaxResponseTokens = maxTokens, Temperature = temperature };


    private sealed class AtLength(int length, StopReason reason = StopReason.Repetition) : IStopRule
    {
        public StopReason? Check(ReadOnlySpan<int> tokens) => tokens.Length == length ? reason : null;
    }
}
