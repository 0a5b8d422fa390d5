using Kimi.Torch.Models;
using Kimi.Torch.Optimization;
using static TorchSharp.torch;

namespace Kimi.Benchmarks;

/// <summary>Forward, backward and an optimizer step on one batch.</summary>
internal sealed class Training : IContestant, IDisposable
{
    private readonly Transformer _transformer;
    private readonly FlatAdam _adam;
    private readonly Tensor _tokens_BT;
    private readonly Tensor _targets_BT;
    private readonly int _steps;

    internal Training(Transformer transformer, int batch, int time = 48, int tokensPerRun = 8192)
    {
        Name = $"train {batch} x {time}";
        _transformer = transformer;
        _adam = new FlatAdam(transformer.Parameters);
        _tokens_BT = randint(0, transformer.Config.VocabSize, [batch, time], dtype: ScalarType.Int64, device: transformer.Device);
        _targets_BT = randint(0, transformer.Config.VocabSize, [batch, time], dtype: ScalarType.Int64, device: transformer.Device);
        _steps = Math.Max(1, tokensPerRun / (batch * time));
        Tokens = (long)batch * time * _steps;
    }

    public string Name { get; }

    public long Tokens { get; }

    public double Operations => 6.0 * _transformer.Config.ParameterCount * Tokens;

    public void Run()
    {
        for (var step = 0; step < _steps; step++)
        {
            using var scope = NewDisposeScope();
            _transformer.TokenLogprobs(_tokens_BT, _targets_BT).mean().neg().backward();
            _adam.Step(1e-4);
        }
    }

    public void Dispose()
    {
        _adam.Dispose();
        _tokens_BT.Dispose();
        _targets_BT.Dispose();
    }
}
