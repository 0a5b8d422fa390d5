namespace Kimi.Dsl;

/// <summary>Draws every problem with equal probability: what happens without a sampler, said aloud.</summary>
[Contradicts(typeof(SamplerAttribute), Because = "all problems cannot be equally likely beside it")]
public sealed class UniformSamplerAttribute : SamplerAttribute<IUniformSampler>;

/// <summary>What executes <see cref="UniformSamplerAttribute"/>; replaceable through dependency injection.</summary>
public interface IUniformSampler : ISampler;
