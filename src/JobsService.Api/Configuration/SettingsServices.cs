using Microsoft.Extensions.Options;

namespace JobsService.Api.Configuration;

/// <summary>Adds options that are bound to a section of the configuration.</summary>
internal static class SettingsServices
{
    /// <summary>
    /// Adds options that are validated when the service starts: <see cref="IOptions{TOptions}"/>, and
    /// <typeparamref name="TOptions"/> itself.
    /// </summary>
    public static void AddSettings<TOptions>(this IServiceCollection services, string section)
        where TOptions : class
    {
        services
            .AddOptions<TOptions>()
            .Configure<IConfiguration>((options, configuration) => Of(configuration).Bind(options))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<TOptions>>(provider =>
            Of(provider.GetRequiredService<IConfiguration>())
        );
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<TOptions>>().Value);
        services.AddSingleton(new SectionName(section));

        SettingsSection<TOptions> Of(IConfiguration configuration) => new(configuration.GetSection(section));
    }

    /// <summary>Adds the check of the names of sections. See <see cref="SectionNames"/>.</summary>
    public static void AddSectionNames(this IServiceCollection services)
    {
        services.AddOptions<SectionNames.Options>().ValidateOnStart();
        services.AddSingleton<IValidateOptions<SectionNames.Options>, SectionNames>();
    }

    /// <summary>
    /// Reads options before the settings are validated. An invalid setting has its default here; the validation reports it.
    /// </summary>
    public static TOptions ReadSettings<TOptions>(this IConfiguration configuration, string section)
        where TOptions : class, new()
    {
        var options = new TOptions();
        new SettingsSection<TOptions>(configuration.GetSection(section)).Bind(options);
        return options;
    }
}
