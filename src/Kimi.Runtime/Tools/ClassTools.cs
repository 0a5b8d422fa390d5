using System.ComponentModel;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Kimi.Dsl;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Kimi.Runtime.Tools;

/// <summary>The public methods of a class that have a <c>[Description]</c>. Each response has an object of its own.</summary>
/// <param name="type">The class.</param>
/// <param name="services">What its constructor takes, besides the problem and the episode.</param>
internal sealed class ClassTools(Type type, IServiceProvider services) : IToolSource
{
    private readonly MethodInfo[] _methods =
    [
        .. type.GetMethods().Where(method => method.GetCustomAttribute<DescriptionAttribute>() is not null).OrderBy(method => method.MetadataToken),
    ];

    /// <summary>How arguments and results are written: numbers as numbers, enums by name.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    public Task<IReadOnlyList<AIFunction>> CheckAsync(string place, CancellationToken cancellationToken)
    {
        if (_methods.Length == 0)
            throw new KimiException($"{place} gives the policy the tools of {type.Name}, which has none: mark its public methods with [Description(\"…\")]");
        if (type.IsAbstract && _methods.Any(method => !method.IsStatic))
            throw new KimiException($"{place} gives the policy the tools of {type.Name}, which is abstract: take a class that there can be objects of");
        if (!type.IsAbstract && !type.GetConstructors().Any(constructor => constructor.GetParameters().All(IsGiven)))
            throw new KimiException($"{place} cannot make a {type.Name}: register what its constructor takes in Program.cs, and give it a public one");
        var example = type.IsAbstract ? null : RuntimeHelpers.GetUninitializedObject(type);
        return Task.FromResult<IReadOnlyList<AIFunction>>([.. _methods.Select(method => Checked(method, example, place))]);
    }

    public ValueTask<ToolSet> OpenAsync(Problem problem, EpisodeContext context, CancellationToken cancellationToken)
    {
        var owner = type.IsAbstract ? null : Create(problem, context);
        return new(new ToolSet([.. _methods.Select(method => Function(method, owner))], owner));
    }

    private bool IsGiven(ParameterInfo parameter) =>
        parameter.HasDefaultValue
        || typeof(Problem).IsAssignableFrom(parameter.ParameterType)
        || parameter.ParameterType == typeof(EpisodeContext)
        || services.GetRequiredService<IServiceProviderIsService>().IsService(parameter.ParameterType);

    private object Create(params object[] offered)
    {
        var parameters = type.GetConstructors().SelectMany(constructor => constructor.GetParameters()).ToList();
        return ActivatorUtilities.CreateInstance(
            services, type, [.. offered.Where(each => parameters.Any(parameter => parameter.ParameterType.IsInstanceOfType(each)))]);
    }

    private static AIFunction Checked(MethodInfo method, object? owner, string place)
    {
        try
        {
            var function = Function(method, owner);
            foreach (var parameter in function.UnderlyingMethod!.GetParameters().Where(parameter => IsArgument(parameter, function)))
                CheckParsable(parameter.ParameterType);
            return function;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException or InvalidOperationException)
        {
            throw new KimiException(
                $"{place} cannot offer the method {method.DeclaringType!.Name}.{method.Name} as a tool ({exception.Message.Split('\n')[0].TrimEnd('.')}): "
                + "take parameters that JSON can hold, or remove its [Description]",
                exception);
        }
    }

    private static bool IsArgument(ParameterInfo parameter, AIFunction function) =>
        function.JsonSchema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(parameter.Name!, out _);

    // That an empty object is not such a value does not matter here; that no text can ever be one does.
    private static void CheckParsable(Type type)
    {
        try
        {
            JsonSerializer.Deserialize("{}", type, Json);
        }
        catch (JsonException)
        {
        }
    }

    private static AIFunction Function(MethodInfo method, object? owner) => AIFunctionFactory.Create(
        method, method.IsStatic ? null : owner, new AIFunctionFactoryOptions { Name = NameOf(method), SerializerOptions = Json });

    private static string NameOf(MethodInfo method)
    {
        const string Suffix = "Async";
        var name = method.Name.EndsWith(Suffix, StringComparison.Ordinal) && method.Name.Length > Suffix.Length ? method.Name[..^Suffix.Length] : method.Name;
        return JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
    }
}
